"""Primitives and streams: Protocol §2 and §4.3 to §4.5. Standard library only."""

MASK = (1 << 64) - 1
MAXIMUM_NUMBER = (1 << 50) - 1
VALUE_BYTES = 1 << 20


class Refused(Exception):
    """Bytes that must not be accepted; `code` is that of Protocol §3.6."""

    def __init__(self, code, why=""):
        super().__init__(f"{code}: {why}")
        self.code = code


def column(why):
    return Refused("bad-column", why)


def wrapped(value):
    """To a signed 64-bit integer, as two's complement wraps."""
    value &= MASK
    return value - (1 << 64) if value >> 63 else value


class Reader:
    def __init__(self, data):
        self.data, self.position = bytes(data), 0

    @property
    def remaining(self):
        return len(self.data) - self.position

    def raw(self, length):
        if length > self.remaining:
            raise column("truncated")
        self.position += length
        return self.data[self.position - length : self.position]

    def byte(self):
        return self.raw(1)[0]

    def varint(self, maximum=MASK):
        value = shift = 0
        while True:
            byte = self.byte()
            if shift == 63 and byte > 1:
                raise column("varint too long")
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                if byte == 0 and shift:
                    raise column("varint longer than needed")
                if value > maximum:
                    raise column("number above its limit")
                return value
            shift += 7

    def signed(self):
        raw = self.varint()
        return (raw >> 1) ^ -(raw & 1)

    def end(self):
        if self.remaining:
            raise column("trailing bytes")


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value):
    return varint(((value << 1) ^ (value >> 63)) & MASK)


def counted(data):
    return varint(len(data)) + bytes(data)


# Spaces and record ids: ("writer", key bytes) or ("source", name bytes).


def space_bytes(space):
    kind, name = space
    return b"\0" + name if kind == "writer" else b"\1" + counted(name)


def read_space(reader):
    tag = reader.byte()
    if tag == 0:
        return ("writer", reader.raw(32))
    if tag != 1:
        raise column("unknown sort of space")
    name = reader.raw(reader.varint(64))
    if not name or any(c not in b"abcdefghijklmnopqrstuvwxyz0123456789.:_-" for c in name):
        raise column("name of a source")
    return ("source", name)


def space_order(space):
    return (space[0] != "writer", space[1])


# Integers, §4.3.


def logarithm(count):
    power = count.bit_length() - 1
    return 256 * power + ((count << 8) >> power) - 256


def entropy(symbols):
    counts = {}
    for symbol in symbols:
        counts[symbol] = counts.get(symbol, 0) + 1
    total = len(symbols)
    return total * logarithm(total) - sum(c * logarithm(c) for c in counts.values()) if total else 0


def residuals(values, clock):
    yield 0, 0, list(values)
    if len(values) > 1:
        yield 1, values[0], [wrapped(b - a) for a, b in zip(values, values[1:])]
    if clock is not None:
        out = []
        for value, wall in zip(values, clock):
            difference = wrapped(value - wall)
            if difference == (1 << 63) - 1:
                return
            out.append(0 if value == 0 else difference + 1 if difference >= 0 else difference)
        yield 2, 0, out


def encode_integers(values, clock=None):
    if not values:
        return b""
    planes, tables = [], []
    for transform, first, rest in residuals(values, clock):
        base = min(rest)
        offsets = [(value - base) & MASK for value in rest]
        width = (max(offsets).bit_length() + 7) // 8
        start = (signed(first) if transform == 1 else b"") + signed(base)
        split = [bytes(o >> (8 * p) & 255 for o in offsets) for p in range(width)]
        cost = (1 + len(start) + 1) * 2048 + sum(entropy(plane) for plane in split)
        body = bytes([transform]) + start + bytes([width]) + b"".join(split)
        planes.append((cost, transform, body))
        entries = sorted(set(offsets))
        if max(offsets) > 255 and len(entries) <= 256:
            listed = varint(len(entries)) + b"".join(varint(b - a) for a, b in zip(entries, entries[1:]))
            place = {entry: index for index, entry in enumerate(entries)}
            indexes = bytes(place[o] for o in offsets)
            cost = (1 + len(start) + len(listed)) * 2048 + entropy(indexes)
            tables.append((cost, transform | 4, bytes([transform | 4]) + start + listed + indexes))
    return min(planes + tables, key=lambda each: each[:2])[2]


def decode_integers(reader, count, clock=None):
    if count == 0:
        return []
    code = reader.byte()
    transform = code & 3
    if code > 7 or transform == 3 or transform == 2 and clock is None or transform == 1 and count == 1:
        raise column("unknown transform")
    first = reader.signed() if transform == 1 else 0
    base = reader.signed()
    length = count - 1 if transform == 1 else count
    if code & 4:
        size = reader.varint(256)
        if size < 2:
            raise column("a table of one")
        table = [0]
        for _ in range(size - 1):
            table.append(table[-1] + reader.varint())
        if table[-1] > MASK:
            raise column("a table beyond 64 bits")
        indexes = reader.raw(length)
        if max(indexes) >= size:
            raise column("index outside its table")
        offsets = [table[index] for index in indexes]
    else:
        width = reader.byte()
        if width > 8:
            raise column("more than eight planes")
        split = [reader.raw(length) for _ in range(width)]
        offsets = [sum(p[i] << (8 * n) for n, p in enumerate(split)) for i in range(length)]
    rest = [wrapped(base + offset) for offset in offsets]
    if transform == 0:
        return rest
    if transform == 1:
        values = [first]
        for each in rest:
            values.append(wrapped(values[-1] + each))
        return values
    return [0 if r == 0 else wrapped(w + r - 1) if r > 0 else wrapped(w + r) for r, w in zip(rest, clock)]


# Texts and bytes, §4.4.


def encode_strings(strings, is_text):
    entries = sorted(set(strings))
    if len(entries) * 2 > len(strings):
        return encode_entries(strings, is_text)
    code, body = encode_entries(entries, is_text)
    place = {entry: index for index, entry in enumerate(entries)}
    indexes = encode_integers([place[s] for s in strings])
    return code | 1, varint(len(entries)) + body + indexes


def encode_entries(strings, is_text):
    length = len(strings[0])
    digits = all(len(s) == length and all(48 <= c <= 57 for c in s) for s in strings)
    if is_text and 1 <= length <= 18 and digits:
        return 2, bytes([length]) + encode_integers([int(s) for s in strings])
    return 0, encode_integers([len(s) for s in strings]) + b"".join(strings)


def decode_strings(reader, count, code):
    if not code & 1:
        return decode_entries(reader, count, code)
    size = reader.varint(count)
    entries = decode_entries(reader, size, code)
    if any(a >= b for a, b in zip(entries, entries[1:])):
        raise column("a dictionary that does not ascend")
    indexes = decode_integers(reader, count)
    if any(not 0 <= index < size for index in indexes):
        raise column("index outside its dictionary")
    return [entries[index] for index in indexes]


def decode_entries(reader, count, code):
    if code & 2:
        length = reader.byte()
        if not 1 <= length <= 18:
            raise column("number of digits")
        numbers = decode_integers(reader, count)
        if any(not 0 <= n < 10**length for n in numbers):
            raise column("more digits than said")
        return [b"%0*d" % (length, n) for n in numbers]
    lengths = decode_integers(reader, count)
    if any(not 0 <= n <= VALUE_BYTES for n in lengths):
        raise column("a value too long")
    return [reader.raw(n) for n in lengths]


# Record ids, §4.5: (space, number).


def encode_records(ids, spaces):
    indexes = [spaces.index(space) for space, _ in ids]
    out = encode_integers(indexes)
    for index in sorted(set(indexes)):
        out += encode_integers([number for (_, number), at in zip(ids, indexes) if at == index])
    return out


def decode_records(reader, count, spaces):
    indexes = decode_integers(reader, count)
    if any(not 0 <= index < len(spaces) for index in indexes):
        raise column("index outside the spaces")
    numbers = {i: iter(decode_integers(reader, indexes.count(i))) for i in sorted(set(indexes))}
    ids = [(spaces[index], next(numbers[index])) for index in indexes]
    if any(not 0 <= number <= MAXIMUM_NUMBER for _, number in ids):
        raise column("number of a record")
    return ids
