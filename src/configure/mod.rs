//! The wizard that fills in an instance's settings, page by page, and deploys it.

mod asked;
mod connection;
mod cron;
mod draft;
mod fields;
mod form;
mod host;
mod load;
mod pages;
mod report;
mod rows;
mod schedule;
mod source;
mod steps;
mod upcoming;
mod wizard;

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{Error, Mutation, One},
    auth::{Permission, Viewer, use_session},
    boot,
    embed::{Subject, use_frame},
    instances::deploy,
    phrases::{Phrase, common, configure as words, fill, marketplace, t},
    routes::{CustomerTab, InstanceTab, Route},
    shell::{journal, query},
    ui::{
        Avatar, AvatarSize, Button, DirtyMark, Empty, EmptyKind, Failure, Html, Look, Notice, PageHead,
        PageSkeleton, PlainButton, Shape, Tone, UnsavedGuard, focus_first_problem, grouped, use_toasts,
    },
};
use fields::{Place, SettingField};
use load::{Definition, definition};
use pages::Part;
use report::Report;
use source::Sources;
use steps::Steps;
use wizard::{Question, check, drafts, save};

/// The wizard of one instance. Another id is another one.
#[component]
pub fn ConfigurePage(id: String) -> impl IntoView {
    let found = One::new(move || id.clone(), definition);
    // In a dialog of the host's there is nowhere to go from here.
    let ended = RwSignal::new(None::<Phrase>);
    let (_, set_page) = query::<usize>("page");
    let again = move |()| {
        set_page.set(None);
        ended.set(None);
        found.reload();
    };
    move || match found.answer.get() {
        Some(Ok(_)) if ended.get().is_some() => {
            let title = ended.get().map(t).unwrap_or_default();
            view! {
                <Empty kind=EmptyKind::NothingYet title text=t(words::ENDED)>
                    <PlainButton on_click=again>{t(words::OPEN_AGAIN)}</PlainButton>
                </Empty>
            }
            .into_any()
        }
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Err(error)) => {
            view! { <Failure error page=true on_retry=move |()| found.reload() /> }.into_any()
        }
        Some(Ok(it)) if !it.may_configure => {
            view! { <Failure error=Error::Forbidden page=true on_retry=move |()| found.reload() /> }
                .into_any()
        }
        Some(Ok(definition)) => view! { <Wizard definition ended /> }.into_any(),
    }
}

/// What follows when the page is saved.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    Next,
    Deploy,
    Close,
}

#[component]
fn Wizard(
    definition: Definition,
    /// Takes what to say instead of the wizard where its end leads nowhere.
    ended: RwSignal<Option<Phrase>>,
) -> impl IntoView {
    let about = Subject::from(&definition);
    let wanted = use_frame().screen.with_untracked(|it| it.wizard);
    let Definition { id, name, customer, integration, may_configure, may_deploy, pages, settings, stored } =
        definition;
    let questions: Vec<Question> = settings
        .into_iter()
        .map(|it| {
            let stored = stored.iter().find(|stored| stored.key == it.key).cloned();
            Question::new(it, stored)
        })
        .collect();
    let session = use_session();
    let owner = untrack(|| session.viewer()).map(|it| it.id).unwrap_or_default();
    let questions = StoredValue::new_local(questions);
    let report = Report::new(about, questions);
    let pages = match wanted.is_streamlined {
        true => pages::streamlined(pages, t(words::ALL_SETTINGS)),
        false => pages,
    };
    let dirty = Memo::new(move |_| {
        // All of them, or those after the first would not be followed.
        questions.with_value(|all| all.iter().map(Question::is_dirty).fold(false, |any, it| any | it))
    });
    let restored = RwSignal::new(false);
    journal::keep(
        format!("settings {id} {owner}"),
        move || questions.with_value(|all| drafts(all)),
        dirty.into(),
        |kept: std::collections::BTreeMap<String, draft::Answer>| {
            for (key, answer) in kept {
                questions.with_value(|all| {
                    if let Some(question) = all.iter().find(|it| it.setting.key == key) {
                        question.answer.set(answer);
                        restored.set(true);
                    }
                });
            }
        },
    );

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
    let save_page = Mutation::new(move |(questions, values)| save(id.get_value(), questions, values));
    let run = Mutation::new(deploy);
    let notices = NodeRef::<html::Div>::new();
    let failed = move |error: Option<Error>| {
        let Some(error) = error else { return };
        let is_beside = matches!(&error, Error::Refused(rest) if rest.is_empty());
        refusal.set((!is_beside).then_some(error));
        if is_beside {
            focus_first_problem();
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
                return;
            }
            toasts.success(t(said));
            let to = Route::instance(&id.get_value(), InstanceTab::Summary).to_string();
            navigate(&to, NavigateOptions::default());
        }
    };
    let submit = {
        let leave = leave.clone();
        move |then: Then| {
            refusal.set(None);
            let page = at.get_untracked();
            // Deploying takes every page; one that is not complete is shown.
            let tried: Vec<usize> = if then == Then::Deploy { (0..=last).collect() } else { vec![page] };
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
            save_page.send((all, values), move |()| {
                restored.set(false);
                match then {
                    Then::Next => go(page + 1),
                    Then::Close => leave(words::SAVED),
                    Then::Deploy => run.send(id.get_value(), move |()| {
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
    let may = move |allow: bool| {
        session.may(Permission::ManageInstances, allow).and(session.access(Viewer::configure))
    };
    let save_access = Signal::derive(move || may(may_configure));
    let deploy_access = Signal::derive(move || may(may_deploy));
    let pending = Signal::derive(move || save_page.pending.get() || run.pending.get());

    let is_plain = wanted.hide_sidebar || wanted.is_streamlined;
    let (customer_id, customer_name) = customer;
    let (version, made_from, picture, number) = integration;
    let sources = Sources::new(id.get_value());
    sources.follow(move || {
        let page = at.get();
        Some((pages.with_value(|all| all.get(page).cloned())?, of_page(page)))
    });
    let place = Place {
        instance: id.get_value(),
        customer: customer_id.clone(),
        integration: version.clone(),
        sources,
    };
    let page = move || {
        let page = at.get();
        let Some(shown) = pages.with_value(|all| all.get(page).cloned()) else {
            return view! { <p>{t(words::NOTHING_TO_SETTLE)}</p> }.into_any();
        };
        let mut questions = of_page(page).into_iter();
        let parts = shown.elements.into_iter().map(|part| match part {
            Part::Help(text) => {
                let plain = pages::paragraphs(&text);
                view! { <Html text plain /> }.into_any()
            }
            Part::Begin(name, tagline) => view! {
                <div class="wizard-begin">
                    <h3 dir="auto">{name}</h3>
                    {Some(tagline).filter(|it| !it.is_empty()).map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
                </div>
            }
            .into_any(),
            Part::Setting(_) => questions
                .next()
                .map(|question| view! { <SettingField question place=place.clone() /> })
                .into_any(),
        });
        let tagline = Some(shown.tagline).filter(|it| !it.is_empty());
        view! {
            <div>
                <h2 dir="auto">{shown.name}</h2>
                {tagline.map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
            </div>
            {parts.collect_view()}
        }
        .into_any()
    };
    let close = submit.clone();
    let actions = move || {
        let close = close.clone();
        view! {
            <DirtyMark dirty />
            <Button access=save_access pending on_click=move |()| close(Then::Close)>{t(words::SAVE_AND_CLOSE)}</Button>
        }
    };
    let forward = move || {
        if then() == Then::Next {
            let next =
                pages.with_value(|all| all.get(at.get() + 1).map(|it| it.name.clone()).unwrap_or_default());
            let label = fill(words::NEXT, &[("page", &next)]);
            view! { <Button look=Look::Primary access=save_access pending submit=true>{label}</Button> }
                .into_any()
        } else {
            view! {
                <Button look=Look::Primary access=deploy_access pending submit=true>{t(words::FINISH)}</Button>
            }
            .into_any()
        }
    };
    let back = move || {
        (at.get() > 0).then(|| {
            view! { <PlainButton on_click=move |()| go(at.get_untracked() - 1)>{t(words::PREVIOUS)}</PlainButton> }
        })
    };
    let above = if !boot::is_embedded() {
        Some((Route::customer(&customer_id, CustomerTab::Instances), customer_name))
    } else if use_frame().screen.with_untracked(|it| it.instance.hide_back) {
        None
    } else {
        Some((Route::Marketplace, t(marketplace::BACK)))
    };
    // An instance that is new in a marketplace has no page worth seeing yet.
    let out = match boot::is_embedded() {
        true => above.as_ref().map(|it| it.0.clone()),
        false => None,
    };
    let out = out.unwrap_or_else(|| Route::instance(&id.get_value(), InstanceTab::Summary));
    let cancel = match wanted.is_in_modal {
        true => {
            let on_click = move |()| {
                discard(());
                report.canceled();
                ended.set(Some(words::CANCELED));
            };
            view! { <PlainButton on_click>{t(common::CANCEL)}</PlainButton> }.into_any()
        }
        false => view! {
            <a class="button" data-look="quiet" href=out.to_string() on:click=move |_| report.canceled()>
                {t(common::CANCEL)}
            </a>
        }
        .into_any(),
    };
    view! {
        <PageHead
            title=name
            parent=above.filter(|_| !wanted.is_in_modal)
            avatar=view! {
                <Avatar id=version name=made_from.clone() picture size=AvatarSize::Head shape=Shape::Square />
            }
                .into_any()
            meta=view! { <bdi>{made_from}</bdi><span>{format!("v{number}")}</span> }.into_any()
            actions=if wanted.is_in_modal { view! { <DirtyMark dirty /> }.into_any() } else { actions().into_any() }
        />
        <form class="wizard" data-plain=is_plain.then_some("") novalidate on:submit=on_submit>
            {(!is_plain).then(|| view! { <Steps pages questions at on_open=go /> })}
            <div class="wizard-page">
                {move || restored.get().then(|| view! { <Notice tone=Tone::Info><p>{t(words::RESTORED)}</p></Notice> })}
                <div tabindex="-1" node_ref=notices>
                {move || refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
                {move || {
                    let number = u32::try_from(attention.get()).unwrap_or_default();
                    (number > 0).then(|| view! {
                        <Notice tone=Tone::Danger><p>{fill(words::ATTENTION, &[("count", &grouped(number))])}</p></Notice>
                    })
                }}
                </div>
                {page}
            </div>
            <footer class="wizard-foot">
                {cancel}
                {back}
                {forward}
            </footer>
        </form>
        <UnsavedGuard dirty on_discard=discard />
    }
}
