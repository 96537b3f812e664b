#!/usr/bin/env python3
"""A second, small reader of Catchword segments, written from the pages in this folder.

    catchword_reader.py SEGMENT        print a segment as JSON
    catchword_reader.py --vectors      hold ../Vectors against this reader, both ways

Standard library only, with libzstd (or the `zstd` command) for bodies. Signatures are checked where
the `cryptography` package can be imported; where not, that is said.
"""

import ctypes, ctypes.util, hashlib, json, pathlib, subprocess, sys

import catchword_body as body
from catchword_streams import *

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

LANES = ["members", "circulation", "patrons", "catalog"]
HEADER, PACKED, RAW, KNOWN_LOGS, COMMITS, ALL_OPERATIONS = 128 << 10, 1 << 20, 8 << 20, 4096, 4096, 1 << 18
CLOCK = 1 << 53


# Protobuf, as far as Protocol §3.2 needs it: canonical or refused.


def message(data, wanted):
    """{number: value or bytes}; fields ascend, each once, varints shortest, no defaults."""
    try:
        reader, fields, last = Reader(data), {}, 0
        newest = max(wanted)
        while reader.remaining:
            number, wire = divmod(reader.varint(), 8)
            value = reader.varint() if wire == 0 else reader.raw(reader.varint()) if wire == 2 else None
            if number not in wanted:
                # Fields of a later minor version: behind all that are known, as they are.
                if value is None:
                    reader.raw({1: 8, 5: 4}.get(wire, 1 << 30))
                if number < newest:
                    raise Refused("bad-header", "an unknown number among the known")
                last = newest
                continue
            if number <= last or wire != wanted[number] or not value:
                raise Refused("bad-header", "not canonical")
            fields[number], last = value, number
        return fields
    except Refused as refused:
        raise Refused("bad-header", str(refused))


def fixed64s(data):
    if len(data) % 8:
        raise Refused("bad-header", "packed list")
    return [int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data), 8)]


def varints(data):
    reader, values = Reader(data), []
    while reader.remaining:
        values.append(reader.varint())
    return values


def heads(data):
    """[(short writer, lane, number, hash)] of a Heads message."""
    fields = message(data, {1: 2, 2: 2, 3: 2, 4: 2})
    writers, hashes = fixed64s(fields.get(1, b"")), fixed64s(fields.get(4, b""))
    try:
        lanes, numbers = varints(fields.get(2, b"")), varints(fields.get(3, b""))
    except Refused as refused:
        raise Refused("bad-header", str(refused))
    names = [(w, lane) for w, mask in zip(writers, lanes) for lane in range(4) if mask >> lane & 1]
    if (
        len(writers) != len(lanes) or any(not 0 < mask < 16 for mask in lanes)
        or any(a >= b for a, b in zip(writers, writers[1:])) or not len(names) == len(numbers) == len(hashes)
        or len(names) > KNOWN_LOGS or any(not 0 < n < 1 << 63 for n in numbers)
    ):
        raise Refused("bad-header", "heads")
    return [(w, lane, n, h) for (w, lane), n, h in zip(names, numbers, hashes)]


def zigzag(raw):
    return (raw >> 1) ^ -(raw & 1)


def header(data):
    bytes_at = {2, 4, 8, 17, 18}
    raw = message(data, {n: 2 if n in bytes_at else 0 for n in range(1, 19)})
    get = lambda n: raw.get(n, b"" if n in bytes_at else 0)
    if get(1) != 1:
        raise Refused("unknown-format", str(get(1)))
    h = dict(
        network=get(2), schema=get(3), writer=get(4), lane=get(5), first=get(6), last=get(7), previous=get(8),
        offset=zigzag(get(9)), source=get(10), earliest=zigzag(get(11)), latest=zigzag(get(12)), commits=get(13),
        operations=get(14), raw=get(15), packed=get(16), hash=get(17), context=heads(get(18)),
    )
    right = (
        len(h["network"]) == len(h["writer"]) == len(h["hash"]) == 32 and h["lane"] < 4 and h["source"] < 4
        and abs(h["offset"]) <= CLOCK and 1 <= h["schema"] < 1 << 31
        and 1 <= h["first"] <= h["last"] < (1 << 63) - 1 and h["last"] - h["first"] + 1 == h["commits"] <= COMMITS
        and h["operations"] <= ALL_OPERATIONS and 1 <= h["raw"] <= RAW and 1 <= h["packed"] <= PACKED
        and len(h["previous"]) == (0 if h["first"] == 1 else 32) and h["previous"] != bytes(32)
        and (18 not in raw or h["context"])
        and int.from_bytes(h["writer"][:8], "big") not in {w for w, _, _, _ in h["context"]}
    )
    if not right:
        raise Refused("bad-header", "a rule of Protocol §3.2")
    return h


# zstd, Protocol §3.3.


def unpack(frame, size):
    def fault(why):
        return Refused("bad-frame", why)

    if frame[:4] != b"\x28\xb5\x2f\xfd" or len(frame) < 6:
        raise fault("not a frame")
    flags = frame[4]
    single, position = flags & 0x20, 5
    if not single:
        base = 1 << (10 + (frame[5] >> 3))
        if base + base // 8 * (frame[5] & 7) > 8 << 20:
            raise fault("window")
        position = 6
    position += [0, 1, 2, 4][flags & 3]
    length = [1 if single else 0, 2, 4, 8][flags >> 6]
    if not length:
        raise fault("no content size")
    content = int.from_bytes(frame[position : position + length], "little") + (256 if length == 2 else 0)
    position += length
    if content != size:
        raise fault("content size")
    while True:
        block = int.from_bytes(frame[position : position + 3], "little")
        position += 3 + (1 if block >> 1 & 3 == 1 else block >> 3)
        if position > len(frame):
            raise fault("damaged")
        if block & 1:
            break
    if position + (4 if flags & 4 else 0) != len(frame):
        raise fault("something follows the frame")
    raw = decompressed(frame, size)
    if raw is None or len(raw) != size:
        raise fault("damaged")
    return raw


def decompressed(frame, size):
    name = ctypes.util.find_library("zstd")
    if name:
        zstd, out = ctypes.CDLL(name), ctypes.create_string_buffer(size)
        zstd.ZSTD_decompress.restype = ctypes.c_size_t
        count = zstd.ZSTD_decompress(out, ctypes.c_size_t(size), bytes(frame), ctypes.c_size_t(len(frame)))
        return out.raw if count == size else None
    done = subprocess.run(["zstd", "-dc"], input=bytes(frame), capture_output=True)
    return done.stdout if done.returncode == 0 else None


# The door, Protocol §3.6.


def open_segment(data, network, resolve, schema):
    if len(data) > 8 + HEADER + 64 + PACKED:
        raise Refused("oversized")
    if data[:4] != b"CWS1":
        raise Refused("not-a-segment")
    length = int.from_bytes(data[4:8], "big")
    if len(data) >= 8 and length > HEADER:
        raise Refused("oversized")
    if len(data) < 8 + length + 64:
        raise Refused("truncated")
    head, signature, packed = data[8 : 8 + length], data[8 + length : 72 + length], data[72 + length :]
    h = header(head)
    if h["network"] != network:
        raise Refused("other-network")
    if Ed25519PublicKey:
        try:
            Ed25519PublicKey.from_public_bytes(h["writer"]).verify(signature, b"catchword segment v1\0" + head)
        except (InvalidSignature, ValueError):
            raise Refused("bad-signature")
    if len(packed) != h["packed"]:
        raise Refused("bad-frame", "length")
    if hashlib.sha256(packed).digest() != h["hash"]:
        raise Refused("body-hash-differs")
    raw = unpack(packed, h["raw"])
    hold_schema_against(raw, h, schema)
    commits, confidential = body.decode(raw, h["writer"], h["first"], h["commits"], h["operations"])
    check(commits, h, schema)
    if body.encode(commits, h["writer"], confidential) != raw:
        raise Refused("not-canonical")
    chain = hashlib.sha256(head).digest()
    return described(h, chain, raw, commits, resolve)


def hold_schema_against(raw, h, schema):
    for (kind, field), (encoding, _, _) in body.read_columns(raw).items():
        known = schema["kinds"].get(str(kind), {}).get("fields", {}).get(str(field))
        marked = kind > 0 and (h["lane"] == 2 or known and known.get("confidential"))
        if marked and not encoding & 0x80 and h["schema"] >= schema["version"]:
            raise column("confidential, and not marked so")
        if known and encoding & 7 not in (0, known["type"]):
            raise column("another type than the schema's")


def check(commits, h, schema):
    def rule(holds, why):
        if not holds:
            raise Refused("bad-commits", why)

    last = 0
    for _, sequence, (wall, boot, monotonic), staff, operations in commits:
        rule(last < sequence < 1 << 63, "sequence")
        rule(abs(wall) <= CLOCK and abs(monotonic) <= CLOCK and boot >= 0, "clock")
        rule(len(staff.encode()) <= 128 and len(operations) <= 65_536, "sizes")
        last = sequence
        for _, kind, _, _, kept in operations:
            lane = schema["kinds"].get(str(kind), {}).get("lane", h["lane"])
            rule(lane == h["lane"], "lane")
            rule(all(n >= 1 for _, n in kept) and kept == sorted(set(kept)), "kept dots")
    times = [commit[2][0] + h["offset"] for commit in commits]
    rule((min(times), max(times)) == (h["earliest"], h["latest"]), "time range")


def described(h, chain, raw, commits, resolve):
    context = []
    for short in sorted({w for w, _, _, _ in h["context"]}):
        if short not in resolve:
            raise Refused("unknown-writer", f"{short:016x}")
    for w, lane, number, hash8 in sorted(h["context"], key=lambda e: (e[1], resolve[e[0]])):
        context.append({"writer": resolve[w].hex(), "lane": LANES[lane], "number": number, "hash": f"{hash8:016x}"})
    lane, writer = LANES[h["lane"]], h["writer"].hex()
    return {
        "network": h["network"].hex(), "schema_version": h["schema"], "writer": writer, "lane": lane,
        "first": h["first"], "last": h["last"], "previous": (h["previous"] or bytes(32)).hex(),
        "clock_offset_seconds": h["offset"], "clock_source": h["source"], "chain_hash": chain.hex(),
        "name": f"segments/{writer}/{lane}/{h['first']:016x}-{h['last']:016x}-{chain[:8].hex()}.seg",
        "raw": raw.hex(), "context": context, "commits": [plain_commit(c) for c in commits],
    }


def plain_record(record):
    (kind, name), number = record
    return [kind, name.hex() if kind == "writer" else name.decode(), number]


def plain_value(value):
    if isinstance(value, dict) and "bytes" in value:
        return {"bytes": value["bytes"].hex()}
    if isinstance(value, dict) and "record" in value:
        return {"record": plain_record(value["record"])}
    return value


def plain_commit(commit):
    number, sequence, (wall, boot, monotonic), staff, operations = commit
    return {
        "number": number, "sequence": sequence, "wall_seconds": wall, "boot": boot,
        "monotonic_milliseconds": monotonic, "staff": staff,
        "operations": [
            {
                "action": action, "kind": kind, "record": plain_record(record),
                "values": [[field, plain_value(value)] for field, value in pairs],
                "keeps": [{"writer": w.hex(), "number": n} for w, n in kept],
            }
            for action, kind, record, pairs, kept in operations
        ],
    }


def commit_bytes(writer, lane, commit):
    """The canonical bytes of a commit as it stands in JSON, Protocol §2.4."""

    def record(each):
        kind, name, number = each
        space = (kind, bytes.fromhex(name) if kind == "writer" else name.encode())
        return space_bytes(space) + varint(number)

    def value(each):
        if each is None:
            return b"\0"
        if isinstance(each, int):
            return b"\1" + signed(each)
        if "text" in each:
            return b"\2" + counted(each["text"].encode())
        if "bytes" in each:
            return b"\3" + counted(bytes.fromhex(each["bytes"]))
        return b"\4" + record(each["record"])

    out = bytes.fromhex(writer) + bytes([lane]) + varint(commit["number"]) + varint(commit["sequence"])
    out += signed(commit["wall_seconds"]) + varint(commit["boot"]) + signed(commit["monotonic_milliseconds"])
    out += counted(commit["staff"].encode()) + varint(len(commit["operations"]))
    for operation in commit["operations"]:
        out += bytes([operation["action"]]) + varint(operation["kind"]) + record(operation["record"])
        out += varint(len(operation["values"]))
        out += b"".join(varint(field) + value(each) for field, each in operation["values"])
        out += varint(len(operation["keeps"]))
        out += b"".join(bytes.fromhex(dot["writer"]) + varint(dot["number"]) for dot in operation["keeps"])
    return out


def hold_vectors(folder):
    setting = json.loads((folder / "setting.json").read_text())
    network, schema = bytes.fromhex(setting["network"]), setting["schema"]
    resolve = {int(key[:16], 16): bytes.fromhex(key) for key in setting["writers"]}
    wrong = 0

    def expect(name, found, wanted):
        nonlocal wrong
        if found != wanted:
            wrong += 1
            print(f"DIFFERS {name}: {found} instead of {wanted}"[:400])

    primitives = json.loads((folder / "primitives.json").read_text())
    for each in primitives["varints"]:
        expect("varint", varint(each["value"]).hex(), each["hex"])
        expect("varint", Reader(bytes.fromhex(each["hex"])).varint(), each["value"])
    for each in primitives["signed"]:
        expect("signed", signed(each["value"]).hex(), each["hex"])
        expect("signed", Reader(bytes.fromhex(each["hex"])).signed(), each["value"])
    for each in primitives["integers"]:
        values, clock, data = each["values"], each["clock"], bytes.fromhex(each["hex"])
        expect("integers", encode_integers(values, clock).hex(), each["hex"])
        expect("integers", decode_integers(Reader(data), len(values), clock), values)
    for each in primitives["strings"]:
        found = [text.encode() for text in each["texts"]]
        expect("strings", (encode_strings(found, True)[0], encode_strings(found, True)[1].hex()), (each["code"], each["hex"]))
        expect("strings", decode_strings(Reader(bytes.fromhex(each["hex"])), len(found), each["code"]), found)
    for each in primitives["commit_hashes"]:
        expect("commit", commit_bytes(each["writer"], each["lane"], each["commit"]).hex(), each["bytes"])
        expect("commit", hashlib.sha256(bytes.fromhex(each["bytes"])).hexdigest(), each["sha256"])
    digest = primitives["record_digest"]
    expect("digest", hashlib.sha256(bytes.fromhex(digest["bytes"])).hexdigest(), digest["digest"])
    segments = sorted(folder.glob("*.seg"))
    for path in segments:
        wanted = json.loads(path.with_suffix(".json").read_text())
        try:
            expect(path.name, open_segment(path.read_bytes(), network, resolve, schema), wanted)
        except Refused as refused:
            expect(path.name, str(refused), "a segment")
    reasons = json.loads((folder / "Rejected" / "reasons.json").read_text())
    for name, code in reasons.items():
        if code == "bad-signature" and not Ed25519PublicKey:
            continue
        try:
            open_segment((folder / "Rejected" / f"{name}.seg").read_bytes(), network, resolve, schema)
            expect(name, "accepted", code)
        except Refused as refused:
            expect(name, refused.code, code)
    if not Ed25519PublicKey:
        print("signatures were NOT checked: the Python package `cryptography` is not here")
    print(f"{len(segments)} segments, {len(reasons)} rejected ones, {wrong} differences")
    return 1 if wrong else 0


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "Vectors"
    if sys.argv[1:] == ["--vectors"]:
        return hold_vectors(folder)
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    setting = json.loads((folder / "setting.json").read_text())
    resolve = {int(key[:16], 16): bytes.fromhex(key) for key in setting["writers"]}
    data = pathlib.Path(sys.argv[1]).read_bytes()
    try:
        print(json.dumps(open_segment(data, bytes.fromhex(setting["network"]), resolve, setting["schema"]), indent=2))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
