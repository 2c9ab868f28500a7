//! Who may ask for what. A page of a foreign site must neither read the study nor make the preview do anything.

use super::answer::{Method, Request, Response};
use super::site::Preview;

impl Preview {
    /// Why a request is not answered.
    pub(super) fn refusal(&self, request: &Request) -> Option<Response> {
        // A page of a foreign site could otherwise reach the preview under a name of its own (DNS rebinding).
        let host = request.host.as_deref();
        let Some(host) = host.filter(|host| self.is_own_name(host)) else {
            return Some(Response::text(
                403,
                "The preview answers to its own name only.\n",
            ));
        };
        let is_own_page = request.origin.as_deref() == Some(&format!("http://{host}"));
        if request.origin.is_some() && !is_own_page {
            return Some(Response::text(
                403,
                "The preview answers to its own pages only.\n",
            ));
        }
        match request.method {
            Method::Get | Method::Head => None,
            Method::Post => {
                // A form of a foreign page can send neither JSON nor a header of its own.
                let is_json = (request.content_type.as_deref())
                    .and_then(|kind| kind.split(';').next())
                    .is_some_and(|kind| kind.trim() == "application/json");
                let is_known = request.token.as_deref() == Some(self.token.as_str());
                let may = is_own_page && is_json && is_known;
                (!may)
                    .then(|| Response::text(403, "Only pages of this preview can ask for that.\n"))
            }
            Method::Other => {
                let refusal = Response::text(405, "The preview is read only.\n");
                Some(refusal.with("Allow", "GET, HEAD"))
            }
        }
    }

    fn is_own_name(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        // Names are equal in any case (RFC 4343), and with the dot of the root.
        let name = name.strip_suffix('.').unwrap_or(name);
        let name = &name.to_ascii_lowercase()[..];
        let loopback = ["localhost", "127.0.0.1", "[::1]"];
        // A preview that is open to the network is asked for by addresses and local names, which no foreign site
        // can make its own.
        let open = matches!(self.host.as_str(), "0.0.0.0" | "::" | "[::]");
        let bare = name.trim_matches(['[', ']']);
        let local = bare.parse::<std::net::IpAddr>().is_ok()
            || !bare.contains('.')
            || bare.ends_with(".local");
        loopback.contains(&name)
            || bare.eq_ignore_ascii_case(self.host.trim_matches(['[', ']']))
            || (open && local && !bare.is_empty())
    }
}
