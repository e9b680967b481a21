//! What connections are shown: one certificate with its key, which may be exchanged while Charley runs.

use std::sync::{Arc, PoisonError, RwLock};

use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

use super::CertificateError;

/// The certificate in use.
#[derive(Debug, Clone)]
pub(in crate::network) struct Served(Arc<RwLock<Arc<CertifiedKey>>>);

impl Served {
    /// A certificate with those that it follows from, and its key.
    pub(super) fn of(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, CertificateError> {
        let provider = rustls::crypto::ring::default_provider();
        let key = CertifiedKey::from_der(chain, key, &provider)
            .map_err(|error| CertificateError::Unusable(error.to_string()))?;
        Ok(Self(Arc::new(RwLock::new(Arc::new(key)))))
    }

    /// From now on another one is shown.
    pub(in crate::network) fn exchange(&self, other: &Self) {
        let key = other.now();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = key;
    }

    fn now(&self) -> Arc<CertifiedKey> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How connections are taken with it: TLS 1.2 and 1.3, nothing older.
    pub(in crate::network) fn config(&self) -> Result<Arc<ServerConfig>, CertificateError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.map_err(|error| CertificateError::Unusable(error.to_string()))?;
        let mut config = config.with_no_client_auth().with_cert_resolver(Arc::new(self.clone()));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

impl ResolvesServerCert for Served {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.now())
    }
}
