//! The app from the outside in: sign in, then the frame around the screens, then the screen of the address.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    WildcardSegment,
    components::{FlatRoutes, Route as RouterRoute, Router},
};

use crate::{
    api::{self, Error},
    auth::{Access, Session, session::Phase, session::refresh, use_session},
    boot, config, customers, dashboard, embed, marketplace, members,
    phrases::{self, shell as words, t},
    routes::Route,
    shell::{Chrome, Refused},
    ui::{Failure, ToastStack, Toasts},
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    provide_context(Toasts::new());
    spawn_local(start(session));

    // Only what decides between these three views may show them anew: a screen must outlive a change of the viewer.
    let stage = Memo::new(move |_| match session.phase().get() {
        Phase::Starting => Stage::Starting,
        Phase::SignedIn(_) => Stage::SignedIn,
        Phase::Failed(error) => Stage::Failed(error),
    });
    view! {
        {move || match stage.get() {
            Stage::Starting => ().into_any(),
            Stage::SignedIn => {
                boot::ready();
                view! {
                    <Router>
                        <FlatRoutes fallback=|| ()>
                            <RouterRoute path=WildcardSegment("path") view=Chrome />
                        </FlatRoutes>
                    </Router>
                }
                    .into_any()
            }
            Stage::Failed(error) => {
                boot::ready();
                view! { <main class="main"><Failure error on_retry=boot::reload /></main> }.into_any()
            }
        }}
        <ToastStack />
    }
}

#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Starting,
    SignedIn,
    Failed(Error),
}

async fn start(session: Session) {
    let config = config::read().await;
    api::set_base(&config.base);
    let signed_in = if boot::is_embedded() {
        embed::start(session, &config).await
    } else {
        session.renew_with(std::rc::Rc::new(refresh));
        session.sign_in().await
    };
    if let Err(error) = signed_in {
        session.fail(error);
    }
}

/// The screen of an address, or the reason why it does not open. A screen that does not open sends nothing.
pub fn screen(route: Route) -> AnyView {
    let session = use_session();
    let access = Memo::new({
        let entry = route.entry();
        move |_| session.access(|viewer| viewer.may_enter(entry))
    });
    (move || match access.get() {
        Access::Granted => open(route.clone()),
        Access::Denied(_) => Refused().into_any(),
    })
    .into_any()
}

fn open(route: Route) -> AnyView {
    match route {
        Route::Dashboard => dashboard::DashboardPage().into_any(),
        Route::Customers => customers::CustomerListPage().into_any(),
        Route::Customer { id, tab } => customers::customer_page(id, tab),
        Route::TeamMembers => members::TeamMemberListPage().into_any(),
        Route::Marketplace => marketplace::MarketplacePage().into_any(),
        #[cfg(debug_assertions)]
        Route::Kit => crate::kit::KitPage().into_any(),
        #[cfg(not(debug_assertions))]
        Route::Kit => crate::shell::Missing().into_any(),
        Route::NotFound => crate::shell::Missing().into_any(),
    }
}
