//! The customers with a story, and the words the others are named with.

use super::people::WAKEFIELD;

/// Name, description, external id, labels.
pub(super) type Known = (&'static str, &'static str, Option<&'static str>, &'static [&'static str]);

/// The customers people know by name.
pub(super) const KNOWN: &[Known] = &[
    ("FTL Rockets", "Faster-Than-Light Rocket Inc", Some("ftl-0007"), &["enterprise", "production"]),
    ("Smith Rocket Company", "Solid-fuel rocket boosters for small satellites", Some("abc-123"), &["paid", "production"]),
    ("Rockets, Inc", "Reusable rocket stages, rideshare bookings on every flight", Some("rkt-2291"), &["production"]),
    ("Eastern Spaceflight", "Crewed rocket flights out of Tanegashima", Some("es-4410"), &["enterprise", "production", "apac", "crewed"]),
    (WAKEFIELD, "Rocket turbopumps and injector plates, machined to order since 1911", Some("wakefield-daughters-precision-turbomachinery-eu-west"), &["production"]),
    ("Nordlys Rakettteknikk AS", "Sounding rocket campaigns, Andøya", Some("nr-0088"), &["emea", "production"]),
    ("شركة الأفق للفضاء", "Rocket ground support and recovery", Some("al-ufuq-3"), &["emea", "production"]),
    ("Kepler Freight", "Kick stages and rocket rideshare logistics", Some("kep-771"), &["paid", "production"]),
    ("Halcyon Aerostructures", "Rocket fairings and interstages", None, &["production", "trial"]),
    ("Aurora Suborbital", "Tourist rocket hops, twelve seats", Some("aur-2010"), &["production"]),
    ("Tycho Station Logistics", "Lunar cargo; books rocket capacity two years ahead", Some("tycho-9"), &["enterprise", "production"]),
    ("כוכב הצפון שיגורים בע״מ", "Launch windows and range safety over the Mediterranean", Some("kochav-18"), &["emea", "trial"]),
    ("مختبرات سهيل للدفع الأيوني", "Ion thrusters and their power supplies", Some("suhail-42"), &["emea", "paid"]),
    ("Blue Heron Propellants", "Methane and liquid oxygen, delivered to the pad", Some("bhp-310"), &["paid", "production"]),
    ("O'Malley & Sons Cranes", "Mobile gantries; \"no lift too tall\"", Some("omalley-5"), &["production"]),
    ("Łódź Orbital Sp. z o.o.", "Nanosatellite buses, built twelve at a time", Some("lodz-12"), &["emea", "paid"]),
    ("日本軌道サービス株式会社", "In-orbit servicing and inspection", Some("nks-7001"), &["apac", "enterprise"]),
    ("Ångström Instruments", "Star trackers good to a tenth of an arc second", Some("ang-0.1"), &["emea"]),
    ("Mission 9", "Nine people, one launch a year", Some("m9"), &["trial"]),
    ("Zephyr Balloon Launch", "Lifts small vehicles to thirty kilometres before ignition", Some("zephyr-30k"), &["trial"]),
];

/// First words of company names.
pub(super) const FIRST: [&str; 50] = [
    "Meridian", "Cobalt", "Perigee", "Apogee", "Sirius", "Vega", "Altair", "Cascade", "Granite", "Northwind", "Helios",
    "Juniper", "Kestrel", "Lantern", "Monsoon", "Nimbus", "Orchard", "Pelican", "Quarry", "Ridgeline", "Solstice",
    "Tundra", "Umber", "Vantage", "Westerly", "Xenon", "Yarrow", "Zenith", "Arcadia", "Borealis", "Cypress", "Dorado",
    "Ember", "Fathom", "Glacier", "Harbor", "Indigo", "Jasper", "Keystone", "Larkspur", "Magellan", "Nebula", "Osprey",
    "Palisade", "Quill", "Redwood", "Sable", "Talon", "Ursa", "Verdant",
];

/// What they make, with what they say about it.
pub(super) const SECOND: [(&str, &str); 40] = [
    ("Propulsion", "Engines and test stands for upper stages"),
    ("Avionics", "Flight computers that survive a power cut in mid-burn"),
    ("Launch Services", "Books, insures and watches launches for others"),
    ("Composites", "Carbon tanks, wound in one piece"),
    ("Telemetry", "Downlinks, ground antennas and the archive behind them"),
    ("Cryogenics", "Valves and pumps for liquid oxygen"),
    ("Guidance", "Inertial platforms and the mathematics inside them"),
    ("Recovery", "Parachutes, ships and the people who fish stages out of the sea"),
    ("Payloads", "Adapters and separation rings for small satellites"),
    ("Range Safety", "Keeps ships and aircraft out of the way"),
    ("Machining", "Nozzles, injectors and other hard shapes"),
    ("Thermal", "Heat shields and multi-layer blankets"),
    ("Optics", "Star trackers and docking cameras"),
    ("Power", "Solar wings, batteries and power electronics"),
    ("Robotics", "Arms for pads and for orbit"),
    ("Logistics", "Oversize loads by road, river and air"),
    ("Test Services", "Shakes, bakes and freezes what is about to fly"),
    ("Software", "Ground software for small operators"),
    ("Ground Systems", "Umbilicals, water deluge and lightning towers"),
    ("Astrodynamics", "Trajectories, windows and collision warnings"),
    ("Aerospace", "Sounding vehicles for universities"),
    ("Orbital", "Hosted payloads with a monthly fee"),
    ("Spaceflight", "Crew training and suit fitting"),
    ("Dynamics", "Gimbals and thrust vector control"),
    ("Materials", "Alloys that like the cold"),
    ("Fabrication", "Tank domes, spun and welded"),
    ("Sensors", "Strain, pressure and temperature, wireless"),
    ("Communications", "Radios licensed in forty countries"),
    ("Habitats", "Inflatable volumes and the air inside them"),
    ("Laboratories", "Microgravity experiments, flown and returned"),
    ("Freight", "Last-mile delivery in low orbit"),
    ("Ventures", "Invests in launch, and audits it"),
    ("Insurance Brokers", "Covers the first nine minutes"),
    ("Weather", "Upper-level winds, every five minutes"),
    ("Simulation", "Digital twins of pads and vehicles"),
    ("Structures", "Interstages and thrust frames"),
    ("Separation Systems", "Things that let go exactly once"),
    ("Harnesses", "Cables, cut and tested"),
    ("Mission Control", "Consoles by the hour"),
    ("Academy", "Teaches operators and inspectors"),
];

/// What larger groups add.
pub(super) const THIRD: [&str; 5] = ["", " Group", " International", " Europe", " Pacific"];
