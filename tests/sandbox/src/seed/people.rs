//! Who works at Progix, and who signs in at its customers.

use serde_json::json;

use super::{DAY, HOUR, Seed, id};
use crate::{
    auth::new_user,
    policy::roles::builtin_id,
    store::{StoreError, Writer},
};

/// Name, email address, role. Susan Smith joins when somebody adds her.
const TEAM: [(&str, &str, &str); 6] = [
    ("James Patton", "james.patton@progix.io", "Owner"),
    ("Samantha Johnson", "samantha.johnson@progix.io", "Admin"),
    ("Edward Davis", "edward.davis@progix.io", "Integrator"),
    ("Kristin Henry", "kristin.henry@progix.io", "Guest"),
    ("Alexander Cooper", "alexander.cooper@progix.io", "Customer Manager"),
    ("Terry Whitfield", "terry@acme-erp.example", "Third-Party"),
];

/// Name, email address, role, customer.
const USERS: [(&str, &str, &str, &str); 16] = [
    ("Lisa Nguyen", "lisa.nguyen@ftl-rockets.com", "Admin", "FTL Rockets"),
    ("Omar Haddad", "omar.haddad@ftl-rockets.com", "Member", "FTL Rockets"),
    ("Gwendolyn Smith", "gwen.smith@smith-rocket.example", "Admin", "Smith Rocket Company"),
    ("Peter Adeyemi", "peter.adeyemi@smith-rocket.example", "Member", "Smith Rocket Company"),
    ("Ines Carvalho", "ines.carvalho@rockets-inc.example", "Admin", "Rockets, Inc"),
    ("Tomasz Zielinski", "tomasz.zielinski@rockets-inc.example", "Member", "Rockets, Inc"),
    ("Haruka Mori", "haruka.mori@eastern-spaceflight.example", "Admin", "Eastern Spaceflight"),
    ("Kenji Tanabe", "kenji.tanabe@eastern-spaceflight.example", "Member", "Eastern Spaceflight"),
    ("Sunniva Berg", "sunniva.berg@nordlys.example", "Admin", "Nordlys Rakettteknikk AS"),
    ("ليلى منصور", "layla.mansour@al-ufuq.example", "Admin", "شركة الأفق للفضاء"),
    ("נועה לוי", "noa.levi@kochav.example", "Admin", "כוכב הצפון שיגורים בע״מ"),
    ("Constance Wakefield", "constance@wakefield-daughters.example", "Admin", WAKEFIELD),
    ("Johannes Kepler-Brandt", "j.kepler-brandt@kepler-freight.example", "Admin", "Kepler Freight"),
    (
        "Mireille Okonkwo-Lindqvist van der Zanden",
        "mireille@aurora-suborbital.example",
        "Admin",
        "Aurora Suborbital",
    ),
    ("Ada Pekkanen", "ada.pekkanen@tycho.example", "Admin", "Tycho Station Logistics"),
    ("Björn Ýmirsson", "bjorn.ymirsson@tycho.example", "Member", "Tycho Station Logistics"),
];

/// The customer with the long name.
pub(super) const WAKEFIELD: &str =
    "Wakefield & Daughters Precision Turbomachinery and Cryogenic Test Services";

/// Adds everybody.
pub(super) fn add(writer: &mut Writer<'_>, seed: &Seed) -> Result<(), StoreError> {
    for (index, (name, email, role)) in (0_i64..).zip(TEAM) {
        let role = builtin_id("Role", "Organization", role);
        let mut user = new_user(&id("User", email), name, email, &role, &seed.ago((800 - 90 * index) * DAY));
        user.insert("org".into(), json!(seed.org));
        user.insert("updatedAt".into(), json!(seed.ago((index + 1) * 7 * HOUR)));
        writer.insert("User", user)?;
    }
    for (index, (name, email, role, customer)) in (0_i64..).zip(USERS) {
        let role = builtin_id("Role", "Customer", role);
        let mut user = new_user(&id("User", email), name, email, &role, &seed.ago((300 - 11 * index) * DAY));
        user.insert("customer".into(), json!(id("Customer", customer)));
        user.insert("updatedAt".into(), json!(seed.ago((index + 1) * 19 * HOUR)));
        writer.insert("User", user)?;
    }
    Ok(())
}
