"""A real SMTP server for the tests: STARTTLS and AUTH are demanded; the mode decides what it answers.

Started as: smtp_peer.py CERTIFICATE KEY USER PASSWORD. It prints one JSON line for each thing that happens and reads
commands from standard input: "mode accept|defer|reject|drop|hang", "close" (refuse connections), "open", and ends with its input.
"""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

certificate, key, user, password = sys.argv[1:5]
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(certificate, key)
mode = "accept"


def say(**what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if mode == "hang":
            await asyncio.sleep(3600)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "defer":
            return "451 4.3.0 Try again later"
        if mode == "reject":
            return "550 5.1.1 No such user " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say(
            kind="message",
            messageId=str(message["Message-ID"]).strip("<> "),
            to=envelope.rcpt_tos[0],
            recipients=len(envelope.rcpt_tos),
            subject=str(message["Subject"]),
            headers=[name for name, _ in message.items()],
            text=message.get_body(("plain",)).get_content(),
            html=message.get_body(("html",)).get_content(),
            encrypted=session.ssl is not None,
            authenticated=bool(session.authenticated),
        )
        if mode == "drop":
            server.transport.abort()
            await asyncio.sleep(0)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == user.encode() and data.password == password.encode()
    return AuthResult(success=good, handled=False)


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # Mechanism names are compared without regard to case (RFC 4422); the library does not.
        mechanism, _, rest = (arg or "").partition(" ")
        return await super().smtp_AUTH((mechanism.upper() + " " + rest).strip())


def connection():
    return Server(
        Handler(),
        hostname="localhost",
        tls_context=tls,
        require_starttls=True,
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=True,
        enable_SMTPUTF8=True,
    )


async def serve():
    global mode
    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    say(kind="open", port=port)
    while True:
        line = await loop.run_in_executor(None, sys.stdin.readline)
        words = line.split()
        if not words:
            return
        if words[0] == "mode":
            mode = words[1]
        elif words[0] == "close" and server is not None:
            server.close()
            server = None
        elif words[0] == "open" and server is None:
            server = await loop.create_server(connection, "127.0.0.1", port)
        say(kind="done")


asyncio.run(serve())
