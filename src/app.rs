//! The app from the outside in: sign in, then the frame around the screens, then the screen of the address.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::Router;

use crate::{
    api::{self, Error},
    auth::{Session, session::Phase, use_session},
    boot, config,
    embed::Frame,
    parts::{
        catalogue, configure_instance, configure_oneself, connection, customer, customer_list, customer_user,
        dashboard_page, found_integration, hear_host, instance, instance_list, integration,
        integration_import, integration_list, own_configuration, own_profile, role_matrix, sign_in,
        team_member, team_member_list,
    },
    phrases::{marketplace as market_words, shell as words, t},
    routes::Route,
    shell::{Chrome, Missing, Refused},
    ui::{
        Banner, Failure, Notice, PictureSource, ToastStack, Toasts, Tone, Unsaved,
        lazy::{self, Loading},
    },
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    let frame = Frame::new();
    provide_context(frame);
    provide_context(Toasts::new());
    provide_context(Unsaved::new());
    provide_context(PictureSource(|it| Box::pin(api::files::address(it))));
    spawn_local(start(session, frame));

    // Only what decides between these three views may show them anew: a screen must outlive a change of the viewer.
    let stage = Memo::new(move |_| match session.phase().get() {
        Phase::Starting => Stage::Starting,
        Phase::SignedIn(_) => Stage::SignedIn,
        Phase::Failed(error) => Stage::Failed(error),
    });
    view! {
        {move || match stage.get() {
            Stage::Starting => (move || frame.refusal.get().map(stranded)).into_any(),
            Stage::SignedIn => {
                boot::ready();
                view! { <Router><Chrome /></Router> }.into_any()
            }
            Stage::Failed(error) => {
                boot::ready();
                view! { <main class="main"><Failure error on_retry=|()| boot::reload() page=true /></main> }.into_any()
            }
        }}
        <ToastStack />
    }
}

/// Instead of a screen in a frame whose host has nobody to show it to.
fn stranded(why: Error) -> AnyView {
    boot::ready();
    let body = if why == Error::SignedOut {
        view! { <Notice tone=Tone::Warn><p>{t(market_words::UNAUTHORIZED)}</p></Notice> }.into_any()
    } else {
        view! { <Failure error=why on_retry=|()| boot::reload() page=true /> }.into_any()
    };
    view! { <main class="main"><div class="page-body">{body}</div></main> }.into_any()
}

#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Starting,
    SignedIn,
    Failed(Error),
}

async fn start(session: Session, frame: Frame) {
    boot::started();
    let config = match config::read().await {
        Ok(config) => config,
        Err(error) => return session.fail(error),
    };
    api::set_base(&config.base);
    let begun = if boot::is_embedded() {
        hear_host::load().await.map(|()| {
            fetch_ahead(&window().location().pathname().unwrap_or_default());
            hear_host::run(frame, session, config)
        })
    } else {
        sign_in::load().await.map(|()| sign_in::run(session, fetch_ahead))
    };
    if begun.is_err() {
        session.fail(Error::Unreachable);
    }
}

/// Fetches the code of the screen at an address while it is found out who is there.
fn fetch_ahead(address: &str) {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if let Some((load, _)) = part_of(Route::parse(path)) {
        // The screen asks again for what did not come, and says so.
        spawn_local(async move { drop(load().await) });
    }
}

/// How a screen stands with its reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entered {
    Open,
    /// It would not open any more, and holds something that they typed.
    Kept,
    Refused,
}

/// The screen of an address, or the reason why it does not open. A screen that does not open sends nothing; one that
/// holds something typed stays when the reader's role is lowered meanwhile, so that nothing is lost.
pub fn screen(route: Route) -> AnyView {
    let session = use_session();
    let unsaved = expect_context::<Unsaved>();
    let entered = Memo::new({
        let entry = route.entry();
        move |before: Option<&Entered>| match session.access(|viewer| viewer.may_enter(entry)).is_granted() {
            true => Entered::Open,
            false if before.is_some_and(|it| *it != Entered::Refused) && unsaved.any() => Entered::Kept,
            false => Entered::Refused,
        }
    });
    let is_shown = Memo::new(move |_| entered.get() != Entered::Refused);
    let lost = move || {
        (entered.get() == Entered::Kept).then(|| {
            view! { <Banner tone=Tone::Warn><p>{t(words::ROLE_LOWERED)}</p></Banner> }
        })
    };
    (move || {
        if is_shown.get() {
            view! {
                {lost}
                {open(route.clone())}
            }
            .into_any()
        } else {
            view! { <Refused /> }.into_any()
        }
    })
    .into_any()
}

fn open(route: Route) -> AnyView {
    #[cfg(debug_assertions)]
    if route == Route::Kit {
        return view! { <crate::kit::KitPage /> }.into_any();
    }
    match part_of(route) {
        Some((load, view)) => lazy::page(load, view),
        None => view! { <Missing /> }.into_any(),
    }
}

/// How a screen's code is fetched, and the screen when it is there. None where there is no screen.
type Part = (fn() -> Loading, lazy::View);

fn part_of(route: Route) -> Option<Part> {
    let part: Part = match route {
        Route::Dashboard => (dashboard_page::load, Box::new(dashboard_page::view)),
        Route::Customers => (customer_list::load, Box::new(customer_list::view)),
        Route::Customer { id, tab } => (customer::load, Box::new(move || customer::view(id.clone(), tab))),
        Route::CustomerUser { customer, id, tab } => {
            (customer_user::load, Box::new(move || customer_user::view(customer.clone(), id.clone(), tab)))
        }
        Route::Connection { customer, id } => {
            (connection::load, Box::new(move || connection::view(customer.clone(), id.clone())))
        }
        Route::Integrations => (integration_list::load, Box::new(integration_list::view)),
        Route::Integration { id, tab } => {
            (integration::load, Box::new(move || integration::view(id.clone(), tab)))
        }
        Route::ImportIntegration { into } => {
            (integration_import::load, Box::new(move || integration_import::view(into.clone())))
        }
        Route::Instances => (instance_list::load, Box::new(instance_list::view)),
        Route::Instance { id, tab } => (instance::load, Box::new(move || instance::view(id.clone(), tab))),
        Route::ConfigureInstance { id } => {
            (configure_instance::load, Box::new(move || configure_instance::view(id.clone())))
        }
        Route::ConfigureOneself { id } => {
            (configure_oneself::load, Box::new(move || configure_oneself::view(id.clone())))
        }
        Route::OwnConfiguration { id } => {
            (own_configuration::load, Box::new(move || own_configuration::view(id.clone())))
        }
        Route::TeamMembers => (team_member_list::load, Box::new(team_member_list::view)),
        Route::TeamMember { id, tab } => {
            (team_member::load, Box::new(move || team_member::view(id.clone(), tab)))
        }
        Route::Roles => (role_matrix::load, Box::new(role_matrix::view)),
        Route::Profile => (own_profile::load, Box::new(own_profile::view)),
        Route::Marketplace => (catalogue::load, Box::new(catalogue::view)),
        Route::FindIntegration => (found_integration::load, Box::new(found_integration::view)),
        Route::Kit | Route::NotFound => return None,
    };
    Some(part)
}
