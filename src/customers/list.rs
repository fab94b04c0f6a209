//! The customer list: who uses the organization's integrations.

use leptos::prelude::*;

use super::{
    create::CreateCustomerDialog,
    filter::{Column as SortColumn, Filter, Sort},
};
use crate::{
    api::{self, Error, Mutation, One, Paged, Slice, outcome},
    auth::{Access, use_session},
    document,
    phrases::{customers as words, fill, t},
    routes::Route,
    shell::query,
    ui::{
        Avatar, Button, Column, DataTable, Empty, EmptyKind, FilterField, FilterShelf, IconButton, Look, PageHead,
        SearchField, Select, Shape, TextField, Time,
    },
};
use customer_list::{CustomerOrder, CustomerOrderField, CustomerRow, OrderDirection, Variables};

document!(CustomerList, "src/customers/list.graphql");
document!(CustomerLabels, "src/customers/labels.graphql");
document!(StarCustomer, "src/customers/star.graphql");

/// The list, with its search, filters and the way to add a customer.
#[component]
pub fn CustomerListPage() -> impl IntoView {
    let session = use_session();
    let (search, set_search) = query::<String>("q");
    let (description, set_description) = query::<String>("description");
    let (external_id, set_external_id) = query::<String>("externalId");
    let (label, set_label) = query::<String>("label");
    let (sort, set_sort) = query::<Sort>("sort");
    let adding = RwSignal::new(false);
    let star = Mutation::new(send_star);

    let filter = Memo::new(move |_| Filter {
        search: search.get(),
        description: description.get(),
        external_id: external_id.get(),
        label: label.get(),
        sort: sort.get().unwrap_or_default(),
    });
    let page = Paged::new(move || filter.get(), fetch);
    let labels = One::new(|| (), |()| fetch_labels());
    let label_options = move || match labels.answer.get() {
        Some(Ok(names)) => names,
        Some(Err(_)) | None => label.get().into_iter().collect(),
    };

    view! {
        <PageHead
            title=t(words::TITLE)
            count=Signal::derive(move || page.total.get())
            actions=view! {
                <Button
                    look=Look::Primary
                    icon="plus"
                    access=session.access(crate::auth::Viewer::add_customer)
                    on_click=move |()| adding.set(true)
                >
                    {t(words::ADD)}
                </Button>
            }
                .into_any()
        />
    }
}

async fn fetch(filter: Filter, after: Option<String>) -> Result<Slice<CustomerRow>, Error> {
    let Filter { search, description, external_id, label, sort } = filter;
    let field = match sort.by {
        SortColumn::Name => CustomerOrderField::NAME,
        SortColumn::Description => CustomerOrderField::DESCRIPTION,
        SortColumn::Updated => CustomerOrderField::UPDATED_AT,
    };
    let direction = if sort.descending { OrderDirection::DESC } else { OrderDirection::ASC };
    let sort = Some(vec![Some(CustomerOrder { direction, field })]);
    let variables = Variables { after, search, description, external_id, label, sort };
    let found = api::send::<CustomerList>(variables).await?.customers;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}

async fn fetch_labels() -> Result<Vec<String>, Error> {
    let found = api::send::<CustomerLabels>(customer_labels::Variables {}).await?;
    Ok(found.customer_labels.into_iter().flatten().map(|it| it.name).collect())
}
