"""filestore.py - Ralph's LRS on its file backend, on loopback.

python filestore.py PORT_FILE: listens at a free port, writes that into the file,
and ends with its standard input. Two faults of the file backend, which those
for real use do not have, are put right: it creates its file and takes no second
write to it, and it compares the verb asked for, an object, with text.
"""
import os
import socket
import sys
import threading

import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND
by_verb = FSLRSBackend._add_filter_by_verb
FSLRSBackend._add_filter_by_verb = staticmethod(
    lambda filters, verb: by_verb(filters, getattr(verb, "root", verb)))


def main(port_file):
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    with open(port_file + ".new", "w", encoding="ascii") as file:
        file.write(f"{listener.getsockname()[1]}\n")
    server = uvicorn.Server(uvicorn.Config("ralph.api:app",
                                           log_level="warning"))

    def wait():
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
    os.rename(port_file + ".new", port_file)
    server.run(sockets=[listener])


main(sys.argv[1])
