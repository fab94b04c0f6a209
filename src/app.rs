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
        dashboard_page, found_integration, hear_host, instance, instance_list, integration, integration_import,
        integration_list, own_configuration, own_profile, role_matrix, sign_in, team_member, team_member_list,
    },
    phrases::{marketplace as market_words, shell as words, t},
    routes::Route,
    shell::{Chrome, Missing, Refused},
    ui::{Banner, Failure, Notice, PictureSource, ToastStack, Toasts, Tone, Unsaved, lazy},
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
        hear_host::load().await.map(|()| hear_host::run(frame, session, config))
    } else {
        sign_in::load().await.map(|()| sign_in::run(session))
    };
    if begun.is_err() {
        session.fail(Error::Unreachable);
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
    match route {
        Route::Dashboard => lazy::page(dashboard_page::load, dashboard_page::view),
        Route::Customers => lazy::page(customer_list::load, customer_list::view),
        Route::Customer { id, tab } => lazy::page(customer::load, move || customer::view(id.clone(), tab)),
        Route::CustomerUser { customer, id, tab } => {
            lazy::page(customer_user::load, move || customer_user::view(customer.clone(), id.clone(), tab))
        }
        Route::Connection { customer, id } => {
            lazy::page(connection::load, move || connection::view(customer.clone(), id.clone()))
        }
        Route::Integrations => lazy::page(integration_list::load, integration_list::view),
        Route::Integration { id, tab } => {
            lazy::page(integration::load, move || integration::view(id.clone(), tab))
        }
        Route::ImportIntegration { into } => {
            lazy::page(integration_import::load, move || integration_import::view(into.clone()))
        }
        Route::Instances => lazy::page(instance_list::load, instance_list::view),
        Route::Instance { id, tab } => lazy::page(instance::load, move || instance::view(id.clone(), tab)),
        Route::ConfigureInstance { id } => {
            lazy::page(configure_instance::load, move || configure_instance::view(id.clone()))
        }
        Route::ConfigureOneself { id } => {
            lazy::page(configure_oneself::load, move || configure_oneself::view(id.clone()))
        }
        Route::OwnConfiguration { id } => {
            lazy::page(own_configuration::load, move || own_configuration::view(id.clone()))
        }
        Route::TeamMembers => lazy::page(team_member_list::load, team_member_list::view),
        Route::TeamMember { id, tab } => {
            lazy::page(team_member::load, move || team_member::view(id.clone(), tab))
        }
        Route::Roles => lazy::page(role_matrix::load, role_matrix::view),
        Route::Profile => lazy::page(own_profile::load, own_profile::view),
        Route::Marketplace => lazy::page(catalogue::load, catalogue::view),
        Route::FindIntegration => lazy::page(found_integration::load, found_integration::view),
        #[cfg(debug_assertions)]
        Route::Kit => view! { <crate::kit::KitPage /> }.into_any(),
        #[cfg(not(debug_assertions))]
        Route::Kit => view! { <Missing /> }.into_any(),
        Route::NotFound => view! { <Missing /> }.into_any(),
    }
}
