//! What every document of the app needs, and what it is asked with.

use gantry::auth::permission::Permission;
use serde_json::{Value, json};

/// What a role must hold to be answered.
pub enum Needs {
    /// Signed in is enough.
    Nothing,
    One(Permission),
    Both(Permission, Permission),
    /// The organization's own people are not those it is for.
    Marketplace,
    /// No permission of the grid: what is there follows from the object.
    Some,
}

/// What each document needs, and what it is asked with. `@name` stands for the id of that demo
/// customer, integration, team member, role, component or permission.
pub fn placed(path: &str) -> Option<(Needs, Value)> {
    use Permission::{
        ManageCustomerUsers, ManageCustomers, ManageInstances, ManageIntegrations, ManageOrganizationUsers,
        ViewCustomerUsers, ViewCustomers, ViewInstances, ViewIntegrations, ViewSensitiveData,
    };
    let found = match path {
        "src/auth/viewer.graphql" => (Needs::Nothing, json!({})),
        "src/customers/create.graphql" => (Needs::One(ManageCustomers), json!({ "name": "Roles & Sons" })),
        "src/customers/detail.graphql" | "src/customers/attachments/list.graphql" => {
            (Needs::One(ViewCustomers), json!({ "id": "@FTL Rockets" }))
        }
        "src/customers/delete.graphql" => (Needs::One(ManageCustomers), json!({ "id": "@FTL Rockets" })),
        // Those who may are told that there is no such file.
        "src/customers/attachments/change.graphql" => {
            let file = json!({ "name": "None", "url": "/media/none" });
            (Needs::Some, json!({ "id": "@FTL Rockets", "remove": file }))
        }
        "src/customers/connections/list.graphql" => {
            (Needs::One(ViewCustomers), json!({ "customer": "@FTL Rockets" }))
        }
        "src/customers/connections/credentials/list.graphql" => {
            (Needs::One(ViewCustomers), json!({ "customer": "@FTL Rockets" }))
        }
        "src/customers/connections/credentials/update.graphql" => {
            (Needs::One(ManageCustomers), json!({ "id": "@Carrier portal", "label": "Carriers" }))
        }
        "src/customers/connections/credentials/delete.graphql" => {
            (Needs::One(ManageCustomers), json!({ "id": "@Carrier portal" }))
        }
        "src/customers/connections/detail.graphql" => {
            (Needs::One(ViewCustomers), json!({ "id": "@Northdesk trial" }))
        }
        "src/connecting/kinds.graphql" => (Needs::One(ViewCustomers), json!({})),
        "src/connecting/more_inputs.graphql" => {
            (Needs::One(ViewCustomers), json!({ "kind": "@Ledgerline API key" }))
        }
        "src/connecting/create.graphql" => {
            let inputs = json!([{ "name": "apiKey", "value": "x" }]);
            let connection = json!({
                "customer": "@FTL Rockets", "kind": "@Ledgerline API key", "name": "Second books", "inputs": inputs,
            });
            (Needs::One(ManageCustomers), connection)
        }
        "src/customers/connections/update.graphql" => {
            let inputs = json!([{ "name": "subdomain", "value": "ftl" }]);
            (
                Needs::One(ManageCustomers),
                json!({ "id": "@Northdesk trial", "inputs": inputs, "redeploy": false }),
            )
        }
        "src/customers/connections/users.graphql" => {
            (Needs::One(ViewInstances), json!({ "customer": "@FTL Rockets" }))
        }
        "src/customers/connections/usage.graphql" => {
            (Needs::One(ViewInstances), json!({ "id": "@Northdesk trial" }))
        }
        "src/customers/connections/disconnect.graphql" | "src/customers/connections/delete.graphql" => {
            (Needs::One(ManageCustomers), json!({ "id": "@Northdesk trial" }))
        }
        "src/customers/connections/pause.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@Northdesk trial" }))
        }
        "src/customers/users/count.graphql" => {
            (Needs::One(ViewCustomerUsers), json!({ "id": "@FTL Rockets" }))
        }
        "src/customers/counts.graphql" => (Needs::One(ViewInstances), json!({ "id": "@FTL Rockets" })),
        "src/customers/users/list.graphql" => {
            (Needs::One(ViewCustomerUsers), json!({ "customer": "@FTL Rockets" }))
        }
        "src/customers/users/create.graphql" => {
            let person = json!({
                "customer": "@FTL Rockets", "name": "Ada", "email": "ada@ftl-rockets.com", "role": "@Member",
            });
            (Needs::One(ManageCustomerUsers), person)
        }
        "src/instances/list.graphql" => (Needs::One(ViewInstances), json!({})),
        "src/instances/detail.graphql" | "src/instances/deployed.graphql" => {
            (Needs::One(ViewInstances), json!({ "id": "@Northdesk: Launch desk" }))
        }
        "src/instances/update.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@Northdesk: Launch desk", "name": "Launch desk" }))
        }
        "src/instances/deploy.graphql" | "src/instances/delete.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@Northdesk: Launch desk" }))
        }
        "src/instances/flows/list.graphql" => {
            (Needs::One(ViewInstances), json!({ "id": "@Northdesk: Launch desk" }))
        }
        "src/instances/flows/keys.graphql" => {
            let keys = json!({ "id": "@Northdesk: Launch desk", "flow": "@Open a ticket", "keys": ["k"] });
            (Needs::One(ManageInstances), keys)
        }
        "src/instances/test/keep.graphql" => {
            let kept = json!({ "id": "@Northdesk: Launch desk", "flow": "@Open a ticket", "payload": "{}" });
            (Needs::One(ManageInstances), kept)
        }
        "src/instances/test/run.graphql" => {
            let call = json!({ "id": "@InstanceFlowConfig of Northdesk: Launch desk", "payload": "{\"subject\": \"Late\"}" });
            (Needs::One(ManageInstances), call)
        }
        "src/instances/runs/list.graphql" => {
            (Needs::One(ViewInstances), json!({ "instance": "@Northdesk: Launch desk" }))
        }
        "src/instances/runs/panel.graphql" => {
            (Needs::One(ViewInstances), json!({ "id": "@InstanceExecutionResult of Northdesk: Launch desk" }))
        }
        "src/instances/runs/logs.graphql" => {
            let needs = Needs::Both(ViewInstances, ViewSensitiveData);
            (needs, json!({ "id": "@InstanceExecutionResult of Northdesk: Launch desk" }))
        }
        "src/instances/runs/output/address.graphql" => (
            Needs::One(ViewInstances),
            json!({ "run": "@InstanceExecutionResult of Northdesk: Launch desk" }),
        ),
        "src/instances/logs/list.graphql" => {
            (Needs::Both(ViewInstances, ViewSensitiveData), json!({ "instance": "@Northdesk: Launch desk" }))
        }
        // Words that say nothing of anybody, and a plan that customers are told nothing of.
        "src/instances/logs/levels.graphql" | "src/instances/plan.graphql" => (Needs::Nothing, json!({})),
        "src/instances/create.graphql" => {
            let instance = json!({
                "customer": "@FTL Rockets", "integration": "@Pagerlight", "name": "Wakes people",
            });
            (Needs::One(ManageInstances), instance)
        }
        "src/instances/arrived.graphql" => {
            let sent = json!({ "customer": "@FTL Rockets", "integration": "@Northdesk", "name": "Desk" });
            (Needs::One(ViewInstances), sent)
        }
        "src/instances/offers.graphql" => (Needs::One(ViewIntegrations), json!({ "search": "desk" })),
        "src/instances/customer.graphql" => (Needs::One(ViewCustomers), json!({ "id": "@FTL Rockets" })),
        "src/instances/versions.graphql" | "src/instances/made_from.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "sequence": "00000000-0000-0000-0000-000000000000" }))
        }
        "src/instances/customers.graphql" => (Needs::One(ViewCustomers), json!({ "search": "FTL" })),
        "src/configure/instance.graphql" | "src/configure/values.graphql" => {
            (Needs::One(ViewInstances), json!({ "id": "@Northdesk: Launch desk" }))
        }
        "src/configure/outputs.graphql" => {
            let off = json!({ "id": "@Northdesk: Launch desk", "logsDisabled": true, "stepResultsDisabled": false });
            (Needs::One(ManageInstances), off)
        }
        "src/configure/rehearsed.graphql" => (Needs::One(ViewIntegrations), json!({ "id": "@Northdesk" })),
        "src/configure/variables.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "integration": "@Northdesk" }))
        }
        "src/configure/connection.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "integration": "@Northdesk", "key": "Northdesk account" }))
        }
        "src/configure/machines.graphql" => {
            (Needs::One(ViewCustomers), json!({ "customer": "@FTL Rockets" }))
        }
        "src/configure/asking.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "integration": "@Northdesk" }))
        }
        "src/configure/connection_log.graphql" => (
            Needs::Both(ViewInstances, ViewSensitiveData),
            json!({ "instance": "@Northdesk: Launch desk", "key": "Northdesk account" }),
        ),
        "src/configure/disconnect.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@own connection" }))
        }
        "src/configure/trial.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@Northdesk: Launch desk", "dataSource": "@Drives" }))
        }
        "src/configure/reusable.graphql" => {
            (Needs::Both(ViewCustomers, ViewInstances), json!({ "customer": "@FTL Rockets" }))
        }
        "src/configure/source.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@Northdesk: Launch desk", "pageName": "Your desk" }))
        }
        "src/configure/save.graphql" => {
            let values = json!([{ "key": "Desk", "value": "Pads" }]);
            (
                Needs::One(ManageInstances),
                json!({ "id": "@Northdesk: Launch desk", "configVariables": values }),
            )
        }
        // Only the person sees what they gave.
        "src/configure/own/values.graphql" => {
            (Needs::Some, json!({ "id": "@Instance of Own shifts", "user": "@marketplace user" }))
        }
        "src/instances/own/state.graphql" => {
            let part = json!({ "id": "@Instance of Own shifts", "user": "@marketplace user" });
            (Needs::One(ViewInstances), part)
        }
        "src/configure/own/begin.graphql" => (Needs::Some, json!({ "instance": "@Instance of Own shifts" })),
        "src/instances/own/list.graphql" => {
            (Needs::One(ViewInstances), json!({ "id": "@Instance of Own shifts" }))
        }
        "src/instances/own/delete.graphql" => {
            (Needs::One(ManageInstances), json!({ "id": "@UserLevelConfig of Own shifts" }))
        }
        "src/instances/variables.graphql" => (Needs::One(ViewIntegrations), json!({ "id": "@Northdesk" })),
        "src/customers/arrived.graphql" => {
            (Needs::One(ViewCustomers), json!({ "name": "FTL Rockets", "since": "2026-01-01T00:00:00Z" }))
        }
        "src/find/customers.graphql" => (Needs::One(ViewCustomers), json!({ "text": "FTL", "first": 8 })),
        "src/find/integrations.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "text": "Acme", "first": 5 }))
        }
        "src/customers/labels.graphql" | "src/customers/list.graphql" | "src/dashboard/recent.graphql" => {
            (Needs::One(ViewCustomers), json!({}))
        }
        // A star is its reader's own mark on what the reader sees.
        "src/customers/star.graphql" => {
            (Needs::One(ViewCustomers), json!({ "id": "@FTL Rockets", "starred": true }))
        }
        "src/customers/update.graphql" => {
            (Needs::One(ManageCustomers), json!({ "id": "@FTL Rockets", "name": "FTL Rockets" }))
        }
        "src/integrations/add/templates.graphql" => (Needs::One(ManageIntegrations), json!({})),
        "src/integrations/add/arrived.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "name": "Acme ERP Order Sync" }))
        }
        "src/integrations/add/create.graphql" => {
            (Needs::One(ManageIntegrations), json!({ "name": "Brought along" }))
        }
        "src/integrations/add/fork.graphql" => (
            Needs::One(ManageIntegrations),
            json!({ "parent": "@Acme ERP Order Sync", "name": "Orders, again" }),
        ),
        "src/integrations/everybody/behind.graphql" => {
            let all = json!({ "sequence": "00000000-0000-0000-0000-000000000000", "newest": "@Northdesk" });
            (Needs::One(ViewInstances), all)
        }
        "src/integrations/everybody/move.graphql" => {
            (Needs::One(ManageIntegrations), json!({ "id": "@Northdesk" }))
        }
        "src/integrations/list.graphql" => (Needs::One(ViewIntegrations), json!({})),
        "src/integrations/detail.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "id": "@Acme ERP Order Sync" }))
        }
        "src/integrations/versions.graphql" => {
            (Needs::One(ViewIntegrations), json!({ "sequence": "00000000-0000-0000-0000-000000000000" }))
        }
        "src/integrations/import/import.graphql" => {
            (Needs::One(ManageIntegrations), json!({ "definition": "name: Brought along" }))
        }
        "src/integrations/publish.graphql" => (
            Needs::One(ManageIntegrations),
            json!({ "id": "@Upper Winds Feed", "comment": "Thirty kilometres" }),
        ),
        "src/integrations/availability.graphql" => {
            (Needs::One(ManageIntegrations), json!({ "id": "@Legacy Manifest Import", "available": false }))
        }
        "src/integrations/offer/update.graphql" => {
            let offer =
                json!({ "id": "@Legacy Manifest Import", "configuration": "AVAILABLE_NOT_DEPLOYABLE" });
            (Needs::One(ManageIntegrations), offer)
        }
        "src/integrations/update.graphql" => {
            (Needs::One(ManageIntegrations), json!({ "id": "@Acme ERP Order Sync", "description": "Orders" }))
        }
        "src/marketplace/detail.graphql" => (Needs::Marketplace, json!({ "id": "@Acme ERP Order Sync" })),
        "src/marketplace/instances.graphql" => {
            (Needs::One(ViewInstances), json!({ "sequence": "00000000-0000-0000-0000-000000000000" }))
        }
        "src/marketplace/list.graphql" => (Needs::Marketplace, json!({})),
        "src/api/upload.graphql" => {
            let file = json!({ "object": "@FTL Rockets", "mediaType": "AVATAR", "name": "a.png" });
            (Needs::One(ManageCustomers), file)
        }
        "src/members/list.graphql"
        | "src/people/roles.graphql"
        | "src/members/grants/permissions.graphql" => (Needs::One(ManageOrganizationUsers), json!({})),
        "src/members/create.graphql" => {
            let person = json!({ "name": "Susan", "email": "susan@progix.io", "role": "@Guest" });
            (Needs::One(ManageOrganizationUsers), person)
        }
        "src/people/person.graphql" | "src/people/permissions.graphql" => {
            (Needs::One(ManageOrganizationUsers), json!({ "id": "@Terry Whitfield" }))
        }
        "src/people/update.graphql" => (
            Needs::One(ManageOrganizationUsers),
            json!({ "id": "@Terry Whitfield", "name": "Terry Whitfield" }),
        ),
        "src/people/delete.graphql" => {
            (Needs::One(ManageOrganizationUsers), json!({ "id": "@Terry Whitfield" }))
        }
        "src/people/grants/list.graphql" => {
            (Needs::One(ManageOrganizationUsers), json!({ "user": "@Terry Whitfield" }))
        }
        "src/members/grants/administer.graphql" => {
            let grant = json!({
                "user": "@Terry Whitfield", "object": "@Ledgerline", "permission": "@integration_view", "grant": true,
            });
            (Needs::One(ManageOrganizationUsers), grant)
        }
        "src/members/grants/integrations.graphql" => (Needs::Some, json!({})),
        "src/people/grants/integration.graphql" | "src/members/grants/needed.graphql" => {
            (Needs::Some, json!({ "id": "@Ledgerline" }))
        }
        "src/members/grants/components.graphql" => (Needs::Some, json!({})),
        "src/people/grants/component.graphql" => (Needs::Some, json!({ "id": "@Acme ERP" })),
        "src/members/grants/customers.graphql" => (Needs::One(ViewCustomers), json!({})),
        "src/people/grants/customer.graphql" => (Needs::One(ViewCustomers), json!({ "id": "@FTL Rockets" })),
        "src/people/customer_roles.graphql" => (Needs::Some, json!({})),
        "src/profile/profile.graphql" | "src/profile/tenants.graphql" => (Needs::Nothing, json!({})),
        // Everybody changes their own, and everybody's first one is the same.
        "src/profile/password.graphql" => {
            let passwords = json!({ "currentPassword": "gantry-demo", "newPassword": "correct horse" });
            (Needs::Nothing, passwords)
        }
        "src/shell/appearance.graphql" => {
            let theme = json!({ "id": "@Terry Whitfield", "darkMode": true, "followSystem": false });
            (Needs::One(ManageOrganizationUsers), theme)
        }
        _ => return None,
    };
    Some(found)
}
