"""A loopback proxy that knows, byte by byte, when a line carries the inside of a segment.

It understands as much of the protocol as it must: HTTP/1.1 with bodies of a known length or in
chunks, and in the bodies of pushes and of answers to fetches, segments one after another, each
behind four bytes of length (Protocol §5). Kernel buffers beside it are kept small, so that what it
has passed on is nearly what the other side has read.
"""
import re
import socket
import threading
import time

PIECE = 256
BUFFER = 4096


class Frames:
    """Where a stream of framed segments stands."""

    def __init__(self):
        self.prefix, self.length, self.had = b"", None, 0

    def feed(self, data):
        """Takes some of `data` and says how much; stops at each boundary, so none is missed."""
        if self.length is None:
            taken = data[:4 - len(self.prefix)]
            self.prefix += taken
            if len(self.prefix) == 4:
                self.length, self.had = int.from_bytes(self.prefix, "big"), 0
            return len(taken)
        taken = min(len(data), self.length - self.had)
        self.had += taken
        if self.had == self.length:
            self.prefix, self.length = b"", None
        return taken

    @property
    def inside(self):
        """First byte gone, last byte not."""
        return self.length is not None and 0 < self.had < self.length


class Stream:
    """One direction of one connection: finds the bodies, and the segments in them."""

    def __init__(self, kind, paths):
        # Requests put their paths where their answers look for them.
        self.kind, self.paths = kind, paths
        self.state, self.head, self.left, self.chunked = "head", b"", 0, False
        self.frames = None

    def feed(self, data):
        """Steps over some of `data` and says how much; at most to the next boundary."""
        if self.state in ("head", "size", "end"):
            newline = data.find(b"\n")
            taken = len(data) if newline < 0 else newline + 1
            self.head += data[:taken]
            if newline >= 0:
                self._line()
            return taken
        taken = data[:self.left]
        count = self.frames.feed(taken) if self.frames else len(taken)
        self.left -= count
        if self.left == 0:
            self.state = "end" if self.chunked else "head"
            if not self.chunked:
                self.frames = None
        return count

    def _line(self):
        if self.state == "size":
            self.left = int(self.head.split(b";")[0], 16)
            # The last chunk is followed by an empty line, which is the head's end of nothing.
            self.state, self.head = ("body", b"") if self.left else ("end", b"last")
        elif self.state == "end":
            is_last = self.head.startswith(b"last")
            self.state, self.head = ("head", b"") if is_last else ("size", b"")
            if is_last:
                self.frames = None
        elif self.head.endswith(b"\r\n\r\n"):
            self._begin_body(self.head)
            self.head = b""

    def _begin_body(self, head):
        first = head.split(b"\r\n")[0].decode("latin-1")
        if self.kind == "request":
            path = first.split(" ")[1]
            self.paths.append(path)
            carries = path.endswith("/push")
        else:
            if first.split(" ")[1] == "100":
                return
            path = self.paths.pop(0) if self.paths else ""
            carries = path.endswith("/fetch") and first.split(" ")[1] == "200"
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        self.chunked = re.search(rb"(?i)\r\ntransfer-encoding: *chunked", head) is not None
        self.left = int(length[1]) if length and not self.chunked else 0
        self.frames = Frames() if carries else None
        self.state = "size" if self.chunked else ("body" if self.left else "head")


class Cut:
    """Where to stop passing bytes on: inside the first segment of a direction that has so many
    bytes, at a fraction of it."""

    def __init__(self, direction, least, fraction):
        self.direction, self.least, self.fraction = direction, least, fraction
        self.reached = threading.Event()

    def is_due(self, direction, frames):
        return (direction == self.direction and frames is not None and frames.inside
                and frames.length >= self.least and frames.had >= self.fraction * frames.length)

    def __str__(self):
        return (f"{self.fraction:.0%} of a segment of at least {self.least} bytes "
                f"in a {self.direction}")


class Wiretap:
    """Listens on a port of its own and passes everything on to `upstream`, until a cut is due."""

    def __init__(self, upstream):
        self.upstream, self.cut, self.error = upstream, None, None
        self.streams, self.sockets = [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()
        self.hang_up()

    def hang_up(self):
        """Drops all connections, as after a cable was pulled."""
        sockets, self.sockets, self.streams = self.sockets, [], []
        for each in sockets:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()

    def position(self):
        """(direction, bytes had, length) of a segment that is on the line now; else None."""
        for stream in list(self.streams):
            frames = stream.frames
            if frames and frames.inside:
                direction = "push" if stream.kind == "request" else "fetch"
                return direction, frames.had, frames.length
        return None

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket()
            for each in (client, server):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
                each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                server.connect(("127.0.0.1", self.upstream))
            except OSError:
                client.close()
                continue
            paths = []
            self.sockets += [client, server]
            for kind, source, sink in (("request", client, server), ("answer", server, client)):
                stream = Stream(kind, paths)
                self.streams.append(stream)
                threading.Thread(
                    target=self._pump, args=(stream, source, sink), daemon=True).start()

    def _pump(self, stream, source, sink):
        direction = "push" if stream.kind == "request" else "fetch"
        try:
            while data := source.recv(PIECE):
                while data:
                    # Parsed first, so that an answer never overtakes the request it belongs to.
                    count = stream.feed(data)
                    sink.sendall(data[:count])
                    data = data[count:]
                    cut = self.cut
                    if cut and cut.is_due(direction, stream.frames):
                        cut.reached.set()
                        # The rest stays here until whoever made the cut has lifted it.
                        while self.cut is cut:
                            time.sleep(0.005)
        except OSError:
            pass
        except Exception as error:  # A line that we cannot read is a fault of the test.
            self.error = error
        finally:
            for each in (source, sink):
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
