//! `filterQuery`, operator by operator.

use serde_json::{Value, json};

use super::Company;

const QUERY: &str = "query($q: JSONString, $strict: Boolean) {
    marketplaceIntegrations(filterQuery: $q, strictMatchFilterQuery: $strict) { nodes { name } } }";

#[tokio::test]
async fn terms_and_groups_choose_rows() {
    let company = Company::open();
    let (both, crm, erp, none) = ("CRM Sync, ERP Bridge", "CRM Sync", "ERP Bridge", "");
    let table: Vec<(Value, &str)> = vec![
        (json!(null), both),
        (json!([]), both),
        (json!(["equal", "name", "CRM Sync"]), crm),
        (json!(["equal", "name", "crm sync"]), none),
        (json!(["notEqual", "name", "CRM Sync"]), erp),
        (json!(["in", "name", "BRID"]), erp),
        (json!(["in", "name", ["bridge", "crm"]]), both),
        (json!(["in", "name", "%"]), none),
        (json!(["notIn", "name", "bridge"]), crm),
        (json!(["startsWith", "name", "erp"]), erp),
        (json!(["doesNotStartWith", "name", "ERP"]), crm),
        (json!(["endsWith", "name", "SYNC"]), crm),
        (json!(["doesNotEndWith", "name", "Sync"]), erp),
        (json!(["in", "labels", "sales"]), crm),
        (json!(["in", "labels", "sale"]), none),
        (json!(["notIn", "labels", "sales"]), erp),
        (json!(["in", "labels", ["beta", "finance"]]), both),
        (json!(["startsWith", "labels", "fin"]), erp),
        (json!(["equal", "category", "ERP"]), erp),
        (json!(["equal", "overview"]), both),
        (json!(["notEqual", "overview"]), none),
        (json!(["equal", "userLevelConfigured", true]), erp),
        (json!(["equal", "versionNumber", 2]), crm),
        (json!(["and", ["equal", "category", "ERP"], ["in", "labels", "finance"]]), erp),
        (json!(["and", ["equal", "category", "ERP"], ["in", "labels", "sales"]]), none),
        (json!(["or", ["equal", "category", "ERP"], ["in", "labels", "sales"]]), both),
        (
            json!([
                "and",
                ["or", ["in", "name", "crm"], ["in", "name", "erp"]],
                ["notEqual", "category", "CRM"]
            ]),
            erp,
        ),
        (json!(["and"]), both),
        (json!([["equal", "category", "ERP"], ["equal", "category", "CRM"]]), both),
    ];
    for (expression, expected) in table {
        let data = company.data("embedded", QUERY, json!({"q": expression.to_string()})).await;
        let nodes = data["marketplaceIntegrations"]["nodes"].as_array().unwrap();
        let names: Vec<_> = nodes.iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(", "), expected, "{expression}");
    }
}

#[tokio::test]
async fn strict_asks_for_all_alternatives() {
    let company = Company::open();
    let names = async |expression: Value| {
        let variables = json!({"q": expression.to_string(), "strict": true});
        company.data("embedded", QUERY, variables).await["marketplaceIntegrations"]["nodes"].clone()
    };
    assert_eq!(names(json!(["in", "labels", ["sales", "beta"]])).await, json!([{"name": "CRM Sync"}]));
    assert_eq!(names(json!(["in", "labels", ["sales", "finance"]])).await, json!([]));
    assert_eq!(names(json!([["in", "labels", "sales"], ["equal", "category", "ERP"]])).await, json!([]));
}

#[tokio::test]
async fn what_makes_no_sense_is_said_so() {
    let company = Company::open();
    let mut deep = json!(["equal", "name", "x"]);
    for _ in 0..40 {
        deep = json!(["and", deep]);
    }
    for wrong in [
        "{".to_owned(),
        "5".into(),
        r#"["like", "name", "x"]"#.into(),
        r#"["equal"]"#.into(),
        "[5]".into(),
        r#"["equal", "password", "x"]"#.into(),
        r#"["equal", "instances", "x"]"#.into(),
        r#"["equal", "name') OR 1=1 --", "x"]"#.into(),
        deep.to_string(),
        json!(["in", "name", vec!["x"; 2000]]).to_string(),
        json!(vec![json!(["equal", "name", "x"]); 2000]).to_string(),
        json!(vec![json!(["and"]); 2000]).to_string(),
    ] {
        let errors = company.errors("embedded", QUERY, json!({"q": wrong})).await;
        assert_eq!(errors.len(), 1, "{wrong}");
        assert!(errors[0].starts_with("`filterQuery`"), "{errors:?}");
    }
}
