//! Starting and stopping the server.

use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch, task::JoinSet};

use super::{Sandbox, clock, files::Files, router};
use crate::{
    auth::{Identity, Keys},
    engine::{Engine, Options},
    media::Media,
    seed::{self, Scale},
    store::{Store, StoreError},
};

/// How long answers under way may take once the sandbox is asked to stop.
const FAREWELL: Duration = Duration::from_secs(2);

/// How to run a sandbox.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where everything is kept; each scale has a folder of its own in it.
    pub data: PathBuf,
    /// 0 takes any free port.
    pub port: u16,
    pub scale: Scale,
    /// The built app.
    pub app: PathBuf,
    /// The browser build of the embedding SDK.
    pub sdk: PathBuf,
    /// Introspection on.
    pub dev: bool,
    /// How long access tokens last.
    pub token_ttl: Duration,
}

impl Config {
    /// A sandbox with that data and that app, on any free port.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>, app: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            port: 0,
            scale: Scale::Demo,
            app: app.into(),
            sdk: PathBuf::from("tests/e2e/node_modules/@prismatic-io/embedded/dist/index.umd.js"),
            dev: false,
            token_ttl: Duration::from_secs(15 * 60),
        }
    }
}

/// Why the sandbox cannot start: one line for the person who tried.
#[derive(Debug)]
pub enum ServeError {
    PortTaken(u16),
    NoApp(PathBuf),
    Io(io::Error),
    Store(StoreError),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::PortTaken(port) => {
                write!(f, "port {port} is taken; stop what uses it or choose another with --port")
            }
            Self::NoApp(folder) => {
                let folder = folder.display();
                write!(
                    f,
                    "no app in {folder}; build it with `cargo xtask start` or name its folder with --app"
                )
            }
            Self::Io(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ServeError {}

impl From<StoreError> for ServeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for ServeError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A sandbox at work. Dropping it stops it.
pub struct Running {
    address: SocketAddr,
    sandbox: Sandbox,
    stop: watch::Sender<bool>,
    servers: JoinSet<io::Result<()>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its origin, as people type it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// What it works with.
    #[must_use]
    pub const fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Stops taking requests, and ends when those under way are answered or have had their time.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        let answered = async { while self.servers.join_next().await.is_some() {} };
        if tokio::time::timeout(FAREWELL, answered).await.is_err() {
            self.servers.abort_all();
        }
    }
}

/// Opens the data, fills it the first time, and serves until [`Running::shutdown`].
pub async fn serve(config: Config) -> Result<Running, ServeError> {
    let (address, listeners) = listen(config.port).await?;
    let opened = tokio::task::spawn_blocking(move || open(&config)).await;
    let sandbox = opened.map_err(io::Error::other)??;
    let (stop, _) = watch::channel(false);
    let mut servers = JoinSet::new();
    for listener in listeners {
        let mut stopped = stop.subscribe();
        let server = axum::serve(listener, router(sandbox.clone())).with_graceful_shutdown(async move {
            // An error means that the sender is gone, which is an end as well.
            let _ = stopped.wait_for(|it| *it).await;
        });
        servers.spawn(server.into_future());
    }
    servers.spawn(clock::keep_going(sandbox.clone(), stop.subscribe()));
    Ok(Running { address, sandbox, stop, servers })
}

/// Everything behind the server, without the server.
pub fn open(config: &Config) -> Result<Sandbox, ServeError> {
    if !config.app.join("index.html").is_file() {
        return Err(ServeError::NoApp(config.app.clone()));
    }
    let data = config.data.join(config.scale.as_str());
    let store = Store::open(&data)?;
    let keys = Keys::load(&store)?;
    seed::ensure(&store, config.scale, &keys)?;
    let files = Files::open(&config.app)?;
    let media = Arc::new(Media::open(data.join("media"))?);
    let engine =
        Engine::new(store.clone(), Arc::clone(&media), Options { dev: config.dev, ..Options::default() })
            .map_err(io::Error::other)?;
    Ok(Sandbox {
        store,
        media,
        engine: Arc::new(engine),
        identity: Arc::new(Identity { keys, ttl: config.token_ttl }),
        files: Arc::new(files),
        codes: Default::default(),
        faults: Default::default(),
        journal: Default::default(),
        clock: Default::default(),
        reports: Default::default(),
        scale: config.scale,
        sdk: config.sdk.clone().into(),
    })
}

/// Listens on both loopback addresses, because `localhost` may mean either.
async fn listen(wanted: u16) -> Result<(SocketAddr, Vec<TcpListener>), ServeError> {
    let refused = |error: io::Error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            ServeError::PortTaken(wanted)
        } else {
            ServeError::Io(error)
        }
    };
    let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)).await.map_err(refused)?;
    let address = v4.local_addr()?;
    match TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())).await {
        Ok(v6) => Ok((address, vec![v4, v6])),
        // Somebody else answers there: people would talk to the wrong server without noticing.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(ServeError::PortTaken(address.port())),
        Err(_) => Ok((address, vec![v4])),
    }
}
