//! What opens over the page.

use leptos::prelude::*;
use web_sys::File;

use super::cell;
use crate::{
    api::{Error, Problem},
    auth::Access,
    ui::{
        AskDialog, Button, ConflictDialog, CropDialog, DangerSection, DeleteDialog, Dialog, Draft, Form,
        Look, Menu, MenuItem, PlainButton, TextField, Versioned,
    },
};

pub fn dialogs() -> AnyView {
    view! {
        <div class="kit-row">
            {cell("form", form())}
            {cell("question", question(None))}
            {cell("question, failed", question(Some(Error::Unreachable)))}
            {cell("deletion", deletion())}
            {cell("two versions", versions())}
            {cell("part of a picture", crop())}
            {cell("menu", menu())}
        </div>
    }
    .into_any()
}

fn opener(name: &'static str, open: RwSignal<bool>) -> AnyView {
    view! { <PlainButton on_click=move |()| open.set(true)>{name}</PlainButton> }.into_any()
}

fn form() -> AnyView {
    let (open, name) = (RwSignal::new(false), RwSignal::new(String::new()));
    let pending = RwSignal::new(false);
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>"Cancel"</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending submit=true>"Add customer"</Button>
        }
    };
    view! {
        {opener("Add customer", open)}
        <Dialog
            open
            title="Add customer"
            dirty=Signal::derive(move || !name.get().is_empty())
            pending
            on_submit=move |()| pending.set(true)
            foot
        >
            <TextField label="Name" value=name />
            <p>"Sending never ends here, and closing is refused meanwhile. Reload to leave."</p>
        </Dialog>
    }
    .into_any()
}

fn question(error: Option<Error>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        {opener("Pause", open)}
        <AskDialog
            open
            title="Pause FTL Rockets"
            confirm="Pause"
            pending=false
            error=Signal::stored(error)
            on_confirm=move |()| open.set(false)
        >
            <p>"Its flows stop running until it is enabled again."</p>
        </AskDialog>
    }
    .into_any()
}

fn deletion() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <DangerSection
            title="Delete customer"
            text="This cannot be undone."
            button="Delete".to_owned()
            access=Access::Granted
            on_click=move |()| open.set(true)
        />
        <DeleteDialog
            open
            title="Delete FTL Rockets"
            name="FTL Rockets"
            confirm="Delete customer"
            pending=false
            error=Signal::stored(None)
            on_confirm=move |()| open.set(false)
        >
            <p>"Instances: 12"</p>
        </DeleteDialog>
    }
    .into_any()
}

fn versions() -> AnyView {
    let form = Form::new(Words { name: "FTL Rockets".to_owned(), description: String::new() });
    form.fill(Words { name: "FTL Rockets Inc".to_owned(), description: "Quick".to_owned() });
    let newer = RwSignal::new(None);
    let other = Words { name: "FTL Rocketry".to_owned(), description: "Quicker".to_owned() };
    view! {
        <PlainButton on_click=move |()| newer.set(Some(other.clone()))>"Save"</PlainButton>
        <ConflictDialog
            form
            newer
            on_chosen=move |()| newer.set(None)
            on_close=move |()| newer.set(None)
        />
    }
    .into_any()
}

/// A draft of two fields.
#[derive(Clone, Default, PartialEq)]
struct Words {
    name: String,
    description: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Name,
    Description,
}

impl Words {
    fn part(&self, part: Part) -> &String {
        match part {
            Part::Name => &self.name,
            Part::Description => &self.description,
        }
    }
}

impl Draft for Words {
    type Field = Part;
    type Checked = ();

    fn check(&self) -> Result<(), Vec<(Part, String)>> {
        Ok(())
    }

    fn is_same(field: Part, one: &Self, other: &Self) -> bool {
        one.part(field) == other.part(field)
    }

    fn field_of(_: &Problem) -> Option<Part> {
        None
    }
}

impl Versioned for Words {
    const FIELDS: &'static [Part] = &[Part::Name, Part::Description];

    fn label(field: Part) -> String {
        match field {
            Part::Name => "Name".to_owned(),
            Part::Description => "Description".to_owned(),
        }
    }

    fn shown(&self, field: Part) -> String {
        self.part(field).clone()
    }

    fn take(&mut self, field: Part, from: &Self) {
        match field {
            Part::Name => self.name.clone_from(&from.name),
            Part::Description => self.description.clone_from(&from.description),
        }
    }
}

/// A picture of one pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\x2f\x6f\xde\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn crop() -> AnyView {
    let file = RwSignal::new_local(None::<File>);
    let choose = move |()| {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(GIF));
        file.set(File::new_with_u8_array_sequence(&parts, "pixel.gif").ok());
    };
    let fine = Signal::stored(None::<String>);
    view! {
        <PlainButton on_click=choose>"Upload a photo"</PlainButton>
        <CropDialog
            file
            pending=false
            problem=fine
            on_done=UnsyncCallback::new(move |_| file.set(None))
        />
    }
    .into_any()
}

fn menu() -> AnyView {
    view! {
        <Menu id="kit-menu" class="button" label="More" face="More".into_any()>
            <MenuItem icon="copy" on_click=|()| ()>"Copy ID"</MenuItem>
            <MenuItem icon="refresh" on_click=|()| ()>"Refresh"</MenuItem>
        </Menu>
    }
    .into_any()
}
