"""A mail server for tests: takes mail on a free port of this machine and writes down what came, parsed by Python.

Arguments: one JSON object with folder, user, password, certificate, key, tls (none, offered, required, implicit).
Prints its port on the first line and serves until its input ends. Every mail becomes one line of folder/mails.jsonl;
every refused recipient one line of folder/refused. Recipients that begin with "nobody" are refused for good, with
"policy" for good by a rule, with "busy" for now.
"""
import asyncio
import email
import email.policy
import json
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable()
warnings.simplefilter("ignore")
settings = json.loads(sys.argv[1])
folder = settings["folder"]


def note(name, line):
    with open(os.path.join(folder, name), "a", encoding="utf-8") as file:
        file.write(line + "\n")


class Desk:
    async def handle_RCPT(self, server, session, envelope, address, options):
        replies = {
            "nobody": "550 5.1.1 Nobody of that name here",
            "policy": "554 5.7.1 Relaying is not for you",
            "busy": "451 4.3.0 Come again",
        }
        for beginning, reply in replies.items():
            if address.lower().startswith(beginning):
                note("refused", address)
                return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = message.get_body(("plain",))
        html = message.get_body(("html",))
        note("mails.jsonl", json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(message[name]) for name in message.keys()},
            "fromName": message["from"].addresses[0].display_name,
            "toName": message["to"].addresses[0].display_name,
            "text": text.get_content().replace("\r\n", "\n"),
            "html": html.get_content().replace("\r\n", "\n"),
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "isEncrypted": session.ssl is not None or settings["tls"] == "implicit",
            "user": session.auth_data or "",
        }))
        return "250 Taken"


def sign_in(server, session, envelope, mechanism, data):
    name, password = data.login.decode(), data.password.decode()
    if (name, password) == (settings["user"], settings["password"]):
        return AuthResult(success=True, auth_data=name)
    return AuthResult(success=False, handled=False)


def desk():
    options = {"hostname": "post.example", "enable_SMTPUTF8": False}
    if settings["tls"] in ("offered", "required"):
        options["tls_context"] = context
        options["require_starttls"] = settings["tls"] == "required"
    if settings["user"]:
        options["authenticator"] = sign_in
        options["auth_required"] = True
        options["auth_require_tls"] = settings["tls"] == "required"
    return SMTP(Desk(), **options)


async def serve():
    loop = asyncio.get_running_loop()
    implicit = context if settings["tls"] == "implicit" else None
    server = await loop.create_server(desk, "127.0.0.1", settings["port"], ssl=implicit)
    sys.stdout.write("%d\n" % server.sockets[0].getsockname()[1])
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


context = None
if settings["tls"] != "none":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings["certificate"], settings["key"])
asyncio.run(serve())
