//! What is known of an integration once somebody looks at it: what it does, and what the customer has of it.

use super::list::Offer;
use crate::{
    api::{self, Error},
    document,
    embed::Subject,
    instances::{Flags, InstanceState, flags_from},
};
use offer_instances::{InstanceConfigState, OfferInstance};

document!(MarketplaceDetail, "src/marketplace/detail.graphql");
document!(OfferInstances, "src/marketplace/instances.graphql");

flags_from!(OfferInstance, InstanceConfigState);

/// What the card does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Markdown.
    pub text: String,
    pub labels: Vec<String>,
    /// Whose product the integrations belong to.
    pub organization: Option<String>,
    /// Id and name; none for those who belong to no customer.
    pub customer: Option<(String, String)>,
    /// The reader may make instances.
    pub may_add: bool,
    /// There can be more than one instance.
    pub takes_several: bool,
    /// The customer's.
    pub instances: Vec<Existing>,
}

/// An instance that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Existing {
    pub id: String,
    pub name: String,
    pub state: InstanceState,
    pub may_configure: bool,
}

impl About {
    /// Whether an instance of the offer can be made now.
    #[must_use]
    pub fn can_add(&self, offer: &Offer) -> bool {
        let has_room = self.instances.is_empty() || self.takes_several;
        self.may_add && has_room && offer.is_customer_deployable == Some(true)
    }

    /// What the next instance is called: as the integration, and counted from the second on.
    #[must_use]
    pub fn next_name(&self, offer: &Offer) -> String {
        let is_taken = |name: &str| self.instances.iter().any(|it| it.name == name);
        let counted = (2..).map(|number| format!("{} {number}", offer.name));
        let mut names = std::iter::once(offer.name.clone()).chain(counted);
        names.find(|it| !is_taken(it)).unwrap_or_default()
    }

    /// A new instance, as a host is told of it.
    #[must_use]
    pub fn subject(&self, offer: &Offer, id: String, name: String) -> Subject {
        Subject {
            customer: self.customer.clone().unwrap_or_default(),
            instance: (id, name),
            integration: offer.name.clone(),
            version: offer.version_number,
            ..Subject::default()
        }
    }
}

/// Reads it.
///
/// # Errors
/// `NotFound` when the reader is offered no such integration; as [`api::send`].
pub async fn about(id: String) -> Result<About, Error> {
    let found = api::send::<MarketplaceDetail>(marketplace_detail::Variables { id }).await?;
    let integration = found.marketplace_integration.ok_or(Error::NotFound)?;
    let written = |it: Option<String>| it.filter(|it| !it.trim().is_empty());
    let instances = match integration.version_sequence_id {
        Some(sequence) => match existing(sequence).await {
            // Some people may use what is there without seeing it.
            Err(Error::Forbidden) => Vec::new(),
            instances => instances?,
        },
        None => Vec::new(),
    };
    let customer = found.authenticated_user.customer;
    Ok(About {
        text: written(integration.overview).or(written(integration.documentation)).unwrap_or_default(),
        labels: integration.labels.unwrap_or_default(),
        organization: customer.as_ref().map(|it| it.org.name.clone()),
        may_add: customer.as_ref().is_some_and(|it| it.allow_add_instance),
        customer: customer.map(|it| (it.id, it.name)),
        takes_several: integration.allow_multiple_marketplace_instances,
        instances,
    })
}

/// The exact name of the integration with this id, and what all its versions share.
///
/// # Errors
/// As [`about`].
pub async fn identity_of(id: String) -> Result<(String, Option<String>), Error> {
    let found = api::send::<MarketplaceDetail>(marketplace_detail::Variables { id }).await?;
    let found = found.marketplace_integration.ok_or(Error::NotFound)?;
    Ok((found.name, found.version_sequence_id))
}

async fn existing(sequence: String) -> Result<Vec<Existing>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = offer_instances::Variables { sequence: sequence.clone(), after };
        let page = api::send::<OfferInstances>(variables).await?.instances;
        found.extend(page.nodes.into_iter().flatten().map(Existing::from));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}

impl From<OfferInstance> for Existing {
    fn from(it: OfferInstance) -> Self {
        Self {
            state: InstanceState::of(Flags::from(&it)),
            id: it.id,
            name: it.name,
            may_configure: it.allow_update_config_variables == Some(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marketplace::list::tests::offer;

    fn with(names: &[&str]) -> About {
        let one = |name: &&str| Existing {
            id: String::new(),
            name: (*name).to_owned(),
            state: InstanceState::Enabled,
            may_configure: true,
        };
        About { instances: names.iter().map(one).collect(), may_add: true, ..About::default() }
    }

    #[test]
    fn names_are_counted() {
        assert_eq!(with(&[]).next_name(&offer()), "Ledgerline");
        assert_eq!(with(&["Books"]).next_name(&offer()), "Ledgerline");
        assert_eq!(with(&["Ledgerline", "Ledgerline 3"]).next_name(&offer()), "Ledgerline 2");
        assert_eq!(with(&["Ledgerline", "Ledgerline 2"]).next_name(&offer()), "Ledgerline 3");
    }

    #[test]
    fn what_is_active_is_not_activated_again_unless_it_takes_several() {
        assert!(with(&[]).can_add(&offer()));
        assert!(!with(&["Ledgerline"]).can_add(&offer()));
        assert!(About { takes_several: true, ..with(&["Ledgerline"]) }.can_add(&offer()));
        assert!(!About { may_add: false, ..with(&[]) }.can_add(&offer()));
        for deployable in [None, Some(false)] {
            assert!(!with(&[]).can_add(&Offer { is_customer_deployable: deployable, ..offer() }));
        }
    }
}
