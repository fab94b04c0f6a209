//! Starts the app: panics go to the recovery page, then the first view is put in place.

use gantry::app::App;

fn main() {
    gantry::boot::report_panics();
    leptos::mount::mount_to_body(App);
}
