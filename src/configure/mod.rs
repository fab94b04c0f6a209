//! The wizard that fills in an instance's settings, page by page, and deploys it.

mod agreement;
mod asked;
mod connection;
mod connection_log;
mod cron;
mod described;
mod draft;
mod ending;
mod entry;
mod fields;
mod form;
mod host;
mod kept;
mod load;
mod machine;
mod mapping;
mod mode;
mod notices;
mod objects;
mod outputs;
mod own;
mod pages;
mod pretend;
mod removal;
mod report;
mod review;
mod rows;
mod saving;
mod schedule;
mod selection;
mod sent;
mod shown;
mod source;
mod steps;
mod summary;
mod trial;
mod upcoming;
mod wizard;

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{Error, Mutation},
    auth::{Access, use_session},
    embed::{Subject, use_frame},
    phrases::{Phrase, configure as words, dynamic, fill, t},
    routes::{InstanceTab, Route},
    shell::{journal, query},
    ui::{
        Avatar, AvatarSize, Button, DirtyMark, Look, Notice, PageHead, PlainButton, Shape, Tone,
        UnsavedGuard, focus_first_problem, use_toasts,
    },
};
use ending::{Ending, RehearsalEnd};
pub use entry::ConfigurePage;
use fields::Place;
use kept::{Draft, drafts};
use load::Definition;
use mode::{Begun, Mode, keep, run};
use notices::Notices;
use outputs::Outputs;
pub use own::{ConfigureOneselfPage, OwnConfigurationPage};
use own::{OwnRemoval, Whose};
use removal::Removal;
use report::Report;
use saving::{Saving, Then, check};
use shown::PageBody;
use source::Sources;
use steps::Steps;
use wizard::Question;

#[component]
fn Wizard(
    definition: Definition,
    /// Takes what to say instead of the wizard where its end leads nowhere.
    ended: RwSignal<Option<Phrase>>,
    mode: Mode,
) -> impl IntoView {
    let about = Subject { is_read_only: mode == Mode::Reading, ..Subject::from(&definition) };
    let frame = use_frame();
    let wanted = frame.screen.with_untracked(|it| it.wizard);
    let Definition { id, name, customer, integration, may_configure, may_deploy, pages, settings, .. } =
        definition;
    let Definition { stored, runs, may_remove, may_add_connection, outputs: off, .. } = definition;
    let Definition { is_incomplete, person, record, .. } = definition;
    let is_new = if person.is_some() { record.is_none() } else { runs.version == 0 };
    let whose = Whose::of(person.as_ref(), record);
    let questions = kept::questions(settings, &stored, mode == Mode::Rehearsal);
    let session = use_session();
    let owner = untrack(|| session.viewer()).map(|it| it.id).unwrap_or_default();
    let questions = StoredValue::new_local(questions);
    let pages = match wanted.is_streamlined {
        true => pages::streamlined(pages, t(words::ALL_SETTINGS)),
        false => pages,
    };
    let dirty = Memo::new(move |_| {
        // All of them, or those after the first would not be followed.
        questions.with_value(|all| all.iter().map(Question::is_dirty).fold(false, |any, it| any | it))
    });
    let restored = RwSignal::new(None::<Phrase>);
    journal::keep(
        format!("{} {id} {owner}", mode.of_draft(whose.is_own())),
        move || questions.with_value(|all| drafts(all)),
        // What is typed in a rehearsal is meant for nothing.
        Signal::derive(move || dirty.get() && mode == Mode::Work),
        |draft: Draft| questions.with_value(|all| restored.set(kept::restore(draft, all))),
    );
    // The host fills in what is there then.
    let report = Report::new(about, questions, whose);

    let last = pages.len().saturating_sub(1);
    let (asked, set_page) = query::<usize>("page");
    let at = Memo::new(move |_| asked.get().map_or(0, |it| it.saturating_sub(1)).min(last));
    let go = move |page: usize| set_page.set(Some(page + 1).filter(|it| *it > 1));
    let pages = StoredValue::new(pages);
    let of_page = move |page: usize| -> Vec<Question> {
        let keys: Vec<String> =
            pages.with_value(|all| all.get(page).map(|it| it.keys().cloned().collect()).unwrap_or_default());
        let find =
            |key: &String| questions.with_value(|all| all.iter().find(|it| it.setting.key == *key).cloned());
        keys.iter().filter_map(find).collect()
    };

    // How many settings of the page that was tried need attention.
    let attention = RwSignal::new(0_usize);
    let refusal = RwSignal::new(None::<Error>);
    Effect::new(move |_| {
        let at = at.get();
        attention.set(0);
        pages.with_value(|all| all.get(at).into_iter().for_each(|it| report.page(it)));
    });
    let id = StoredValue::new(id);
    let is_incomplete = RwSignal::new(is_incomplete);
    let save_page = Mutation::new(move |(questions, values, is_last)| {
        keep(mode, Saving { id: id.get_value(), whose, questions, values, is_last })
    });
    let outputs = Outputs::new(off);
    let run = Mutation::new(move |id| run(mode, id, outputs));
    let rehearsed = RwSignal::new(false);
    let notices = NodeRef::<html::Div>::new();
    let failed = move |error: Option<Error>| {
        let Some(error) = error else { return };
        let is_beside = matches!(&error, Error::Refused(rest) if rest.is_empty());
        refusal.set((!is_beside).then_some(error));
        if is_beside {
            let is_wrong =
                |page: &usize| of_page(*page).iter().any(|it| it.problem.with_untracked(Option::is_some));
            let here = at.get_untracked();
            go(std::iter::once(here).chain(0..=last).find(is_wrong).unwrap_or(here));
            request_animation_frame(focus_first_problem);
        } else {
            // The page may be longer than the window.
            request_animation_frame(move || {
                if let Some(notices) = notices.get_untracked() {
                    drop(notices.focus());
                }
            });
        }
    };
    Effect::new(move |_| failed(save_page.error.get()));
    Effect::new(move |_| failed(run.error.get()));
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let leave = {
        let navigate = navigate.clone();
        move |said: Phrase| {
            if wanted.is_in_modal {
                ended.set(Some(said));
            } else {
                toasts.success(t(said));
                let to = Route::instance(&id.get_value(), InstanceTab::Summary).to_string();
                navigate(&to, NavigateOptions::default());
            }
            frame.close_popover();
        }
    };
    let submit = {
        let leave = leave.clone();
        move |then: Then| {
            refusal.set(None);
            let page = at.get_untracked();
            let is_dirty = |page: usize| untrack(|| of_page(page).iter().any(Question::is_dirty));
            // One that is not complete is shown.
            let tried = then.tried(page, last, is_dirty);
            let mut values = Vec::new();
            for page in tried.iter().copied() {
                match check(&of_page(page)) {
                    Ok(mut found) => values.append(&mut found),
                    Err(problems) => {
                        go(page);
                        // The page opens first, and forgets what was counted on another.
                        request_animation_frame(move || {
                            request_animation_frame(move || {
                                attention.set(problems);
                                focus_first_problem();
                            });
                        });
                        return;
                    }
                }
            }
            let all = tried.into_iter().flat_map(of_page).collect();
            let leave = leave.clone();
            save_page.send((all, values, then == Then::Deploy), move |state| {
                restored.set(None);
                if let Some(state) = state {
                    is_incomplete.set(state);
                }
                match then {
                    Then::Next => go(page + 1),
                    Then::Close => leave(words::SAVED),
                    // What somebody settles for themselves counts at once.
                    Then::Deploy if whose.is_own() => {
                        report.deployed();
                        leave(words::SAVED);
                    }
                    Then::Deploy => run.send(id.get_value(), move |()| {
                        if mode == Mode::Rehearsal {
                            rehearsed.set(true);
                            return;
                        }
                        report.deployed();
                        leave(words::DEPLOYED);
                    }),
                }
            });
        }
    };
    let then = move || if at.get() < last { Then::Next } else { Then::Deploy };
    let on_submit = {
        let submit = submit.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            submit(untrack(then));
        }
    };
    let discard = move |()| questions.with_value(|all| all.iter().for_each(Question::discard));
    // The instance was read once; the reader's role may be lowered meanwhile.
    let of = StoredValue::new(customer.0.clone());
    let may = move |allow| match mode {
        Mode::Rehearsal => Access::Granted,
        Mode::Work | Mode::Reading => of.with_value(|it| whose.access(session, it, allow)),
    };
    let save_access = Signal::derive(move || may(may_configure));
    let deploy_access = Signal::derive(move || may(may_deploy));
    let pending = Signal::derive(move || save_page.pending.get() || run.pending.get());

    let is_plain = wanted.hide_sidebar || wanted.is_streamlined;
    let (version, made_from, picture, number) = integration;
    let sources = Sources::new(id.get_value(), mode);
    sources.follow(move || {
        let page = at.get();
        Some((pages.with_value(|all| all.get(page).cloned())?, of_page(page)))
    });
    let place = Place {
        instance: id.get_value(),
        customer: customer.0.clone(),
        integration: version.clone(),
        sources,
        may_add_connection,
        mode,
        whose,
    };
    let page = move || {
        let page = at.get();
        let Some(shown) = pages.with_value(|all| all.get(page).cloned()) else {
            return view! { <p>{t(words::NOTHING_TO_SETTLE)}</p> }.into_any();
        };
        view! { <PageBody page=shown questions=of_page(page) place=place.clone() /> }.into_any()
    };
    let close = submit.clone();
    let keep = move || {
        let close = close.clone();
        view! {
            <Button access=save_access pending on_click=move |()| close(Then::Close)>{t(words::SAVE_AND_CLOSE)}</Button>
        }
    };
    let forward = move || {
        if then() == Then::Next {
            let next =
                pages.with_value(|all| all.get(at.get() + 1).map(|it| it.name.clone()).unwrap_or_default());
            let label = fill(words::NEXT, &[("page", &dynamic(&next))]);
            if mode == Mode::Reading {
                let on_click = move |()| go(at.get_untracked() + 1);
                return view! { <PlainButton look=Look::Primary on_click>{label}</PlainButton> }.into_any();
            }
            view! { <Button look=Look::Primary access=save_access pending submit=true>{label}</Button> }
                .into_any()
        } else if mode == Mode::Reading {
            ().into_any()
        } else {
            let label = match mode {
                Mode::Rehearsal => words::REHEARSAL_FINISH,
                Mode::Work | Mode::Reading if whose.is_own() => words::OWN_FINISH,
                Mode::Work | Mode::Reading => words::FINISH,
            };
            view! { <Button look=Look::Primary access=deploy_access pending submit=true>{t(label)}</Button> }
                .into_any()
        }
    };
    let go_back = move |()| go(at.get_untracked() - 1);
    let back = move || {
        (at.get() > 0).then(|| view! { <PlainButton on_click=go_back>{t(words::PREVIOUS)}</PlainButton> })
    };
    let begun =
        Begun { mode, whose, instance: id.get_value(), integration: (version.clone(), made_from.clone()) };
    let (above, out) = begun.ways(customer);
    let give_up = move |()| {
        report.canceled();
        frame.close_popover();
    };
    let give_up_here = move |()| {
        discard(());
        give_up(());
        ended.set(Some(words::CANCELED));
    };
    let cancel = match wanted.is_in_modal {
        true => view! { <PlainButton on_click=give_up_here>{t(mode.cancel())}</PlainButton> }.into_any(),
        false => view! {
            <a class="button" data-look="quiet" href=out.to_string() on:click=move |_| give_up(())>
                {t(mode.cancel())}
            </a>
        }
        .into_any(),
    };
    let name = dynamic(&name);
    let removal = {
        let name = name.clone();
        let on_removed = move |()| {
            discard(());
            report.deleted();
            leave(if whose.is_own() { words::OWN_DELETED } else { words::REMOVED });
        };
        match whose {
            Whose::Own(own) => view! { <OwnRemoval own on_removed /> }.into_any(),
            Whose::Everybodys if wanted.is_in_modal => {
                view! { <Removal id=id.get_value() name customer=of.get_value() may_remove on_removed /> }
                    .into_any()
            }
            Whose::Everybodys => ().into_any(),
        }
    };
    let actions = view! {
        <DirtyMark dirty />
        {removal}
        {(!wanted.is_in_modal && mode == Mode::Work).then(keep)}
    };
    // What a customer does not see, they cannot fill in.
    let is_customer = untrack(|| session.viewer()).is_some_and(|it| it.own_customer().is_some());
    let is_blocked = Memo::new(move |_| {
        let is_settled = |it: &Question| it.is_settled() && !it.is_dirty();
        let is_theirs = is_customer && !whose.is_own();
        is_theirs && is_incomplete.get() && questions.with_value(|all| all.iter().all(is_settled))
    });
    view! {
        <PageHead
            title=name
            parent=above.filter(|_| !wanted.is_in_modal)
            avatar=view! {
                <Avatar id=version name=made_from.clone() picture size=AvatarSize::Head shape=Shape::Square />
            }
                .into_any()
            meta=view! {
                <bdi>{dynamic(&made_from)}</bdi>
                <span>{format!("v{number}")}</span>
                {whose.is_own().then(|| view! { <span>{t(words::OWN_TITLE)}</span> })}
            }
                .into_any()
            actions=actions.into_any()
        />
        <form class="wizard" data-plain=is_plain.then_some("") novalidate on:submit=on_submit>
            {(!is_plain).then(|| view! { <Steps pages questions at on_open=go note=(mode == Mode::Work).then(|| whose.note()) /> })}
            <div class="wizard-page">
                <Notices mode restored refusal attention node_ref=notices />
                {page}
                {move || is_blocked.get().then(|| view! { <Notice tone=Tone::Warn><p>{t(words::TEAM_FIRST)}</p></Notice> })}
                {move || (at.get() == last).then(|| {
                    view! { <Ending mode whose id=id.get_value() outputs questions runs is_new /> }
                })}
            </div>
            <footer class="wizard-foot">
                {cancel}
                {back}
                {forward}
            </footer>
        </form>
        <RehearsalEnd open=rehearsed questions runs home=out />
        <UnsavedGuard dirty=Signal::derive(move || dirty.get() && mode == Mode::Work) on_discard=discard />
    }
}
