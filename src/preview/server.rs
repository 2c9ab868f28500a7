//! The only door to tiny_http.
//!
//! As it comes, it writes head and body apart and lets Nagle's algorithm hold the second back, and a kept-alive
//! connection pins one of its threads. So the listener sets `TCP_NODELAY`, each answer is one write, and each
//! connection carries one request.

use super::answer::{Method, Request, Response};
use super::site::Preview;
use crate::disk::Error;
use socket2::{Domain, Protocol, Socket, Type};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::thread;

/// Which port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one or none.
    Exactly(u16),
    /// This one, or the next that is free.
    From(u16),
}

/// How many ports are tried beyond a taken one.
const ATTEMPTS: u16 = 100;

/// Opens the port and answers in the background from now on.
pub(super) fn start(host: &str, port: Port, preview: Arc<Preview>) -> Result<SocketAddr, Error> {
    let listener = listener(host, port)?;
    let cannot = |cause| Error::system("listen on", host, cause);
    let address = listener.local_addr().map_err(cannot)?;
    let server = tiny_http::Server::from_listener(listener, None)
        .map_err(|cause| Error::rule("listen on", host, cause.to_string()))?;
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let preview = Arc::clone(&preview);
            // A question for news waits for seconds, so every request has a thread of its own.
            thread::spawn(move || answer(&preview, request));
        }
    });
    Ok(address)
}

fn listener(host: &str, port: Port) -> Result<TcpListener, Error> {
    let (first, last) = match port {
        Port::Exactly(port) => (port, port),
        Port::From(port) => (port, port.saturating_add(ATTEMPTS)),
    };
    let mut refused = None;
    for port in first..=last {
        match bound(host, port) {
            Ok(listener) => return Ok(listener),
            Err(cause) => {
                let taken = cause.kind() == io::ErrorKind::AddrInUse;
                refused = refused.or(Some(Error::system(
                    "listen on",
                    format!("{host}:{port}"),
                    cause,
                )));
                if !taken {
                    break;
                }
            }
        }
    }
    Err(refused.expect("at least one port was tried"))
}

fn bound(host: &str, port: u16) -> io::Result<TcpListener> {
    let host = host.trim_matches(['[', ']']);
    let address = (host, port).to_socket_addrs()?.next();
    let address = address
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this host has no address"))?;
    let socket = Socket::new(
        Domain::for_address(address),
        Type::STREAM,
        Some(Protocol::TCP),
    )?;
    // Sockets that a listener accepts inherit the setting on Linux.
    socket.set_tcp_nodelay(true)?;
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(1024)?;
    Ok(socket.into())
}

/// The longest body we read; what our own pages send is a hundred bytes long.
const LONGEST_BODY: usize = 64 * 1024;

fn answer(preview: &Preview, mut request: tiny_http::Request) {
    // When it lets go of a request, tiny_http reserves as much memory as the body claims to be long and was not read.
    // A forged length would end the process, so such a request is never let go of; only its sender waits.
    if request
        .body_length()
        .is_some_and(|length| length > LONGEST_BODY)
    {
        std::mem::forget(request);
        return;
    }
    let method = match request.method() {
        tiny_http::Method::Get => Method::Get,
        tiny_http::Method::Head => Method::Head,
        tiny_http::Method::Post => Method::Post,
        _ => Method::Other,
    };
    let mut body = Vec::new();
    if method == Method::Post {
        let reader = request.as_reader().take(LONGEST_BODY as u64);
        // Half a body is no JSON, and is refused as such.
        let _ = { reader }.read_to_end(&mut body);
    }
    let header = |name: &'static str| {
        let mut headers = request.headers().iter();
        let found = headers.find(|header| header.field.equiv(name));
        found.map(|header| header.value.to_string())
    };
    let question = Request {
        method,
        target: request.url().to_owned(),
        host: header("Host"),
        origin: header("Origin"),
        content_type: header("Content-Type"),
        token: header("X-Diglot-Token"),
        range: header("Range"),
        if_range: header("If-Range"),
        if_none_match: header("If-None-Match"),
        body,
    };
    let response = preview.answer(&question);
    let bytes = on_the_wire(&response, method);
    let mut writer = request.into_writer();
    // A reader who went away is no trouble of ours.
    let _ = writer.write_all(&bytes).and_then(|()| writer.flush());
}

/// What every answer says. No other site may show a page of ours in a frame, where a click would be lured to "agree".
const ALWAYS: &str = "Cache-Control: no-store\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: SAMEORIGIN\r\n";

/// Head and body as one piece, since two writes would be two packets.
fn on_the_wire(response: &Response, method: Method) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\n{ALWAYS}",
        response.status,
        reason(response.status),
        response.content_type,
    );
    // It would be the length of what is not sent (RFC 9110, section 8.6).
    if !matches!(response.status, 204 | 304) {
        head.push_str(&format!("Content-Length: {}\r\n", response.body.len()));
    }
    for (name, value) in &response.headers {
        let value = percent_encoding::utf8_percent_encode(value, HEADER);
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if method != Method::Head {
        bytes.extend_from_slice(&response.body);
    }
    bytes
}

/// What may not stand in a header as it is.
const HEADER: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b'<').add(b'>');

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        416 => "Range Not Satisfiable",
        _ => "Service Unavailable",
    }
}
