"""Bodies: columns to commits and back, Protocol §4. Standard library only."""

from catchword_streams import *

INTEGER, TEXT, BYTES, RECORD = 1, 2, 3, 4
SPACES, SHAPES, SEQUENCE, WALL, BOOT, MONOTONIC, STAFF, OPERATIONS, SHAPE = range(1, 10)
KEEP_COUNTS, KEEP_WRITERS, KEEP_NUMBERS = 10, 11, 12
DELETE = 1
SEGMENT_VALUES, SEGMENT_VALUE_BYTES = 1 << 20, 64 << 20


def packed(kind, field, encoding, count, content):
    out = varint(kind) + varint(field) + bytes([encoding])
    if encoding & 0x80:
        out += varint(0)
    return out + varint(count) + counted(content)


def read_columns(raw):
    """{(kind, field): (encoding, count, bytes)} in the order of the body."""
    reader, columns, last = Reader(raw), {}, (0, 0)
    while reader.remaining:
        place = (reader.varint(1023), reader.varint(63))
        encoding = reader.byte()
        if encoding & 0x80 and reader.varint(0xFFFF_FFFF):
            raise Refused("sealed-column")
        count = reader.varint(SEGMENT_VALUES)
        content = reader.raw(reader.varint())
        if place <= last or count == 0:
            raise column("out of place, or empty")
        if place[0] == 0 and encoding & 0x80:
            raise column("columns of commits are not confidential")
        columns[place] = (encoding, count, content)
        last = place
    return columns


def integers(columns, field, count):
    encoding, size, content = columns.pop((0, field), (None, 0, b""))
    if encoding != INTEGER or size != count:
        raise column(f"commit column {field}")
    reader = Reader(content)
    values = decode_integers(reader, count)
    reader.end()
    return values


def strings(columns, field, kind, count, maximum):
    encoding, size, content = columns.pop((0, field), (0, 0, b""))
    code = encoding >> 4
    if encoding & 0x8F != kind or code > (3 if kind == TEXT else 1):
        raise column(f"commit column {field}")
    if size > maximum or count is not None and size != count:
        raise column(f"count of commit column {field}")
    reader = Reader(content)
    values = decode_strings(reader, size, code)
    reader.end()
    return values


def read_shape(data):
    reader = Reader(data)
    action, kind, fields = reader.byte(), reader.varint(1023), []
    while reader.remaining:
        field = reader.varint(63)
        if field <= (fields[-1] if fields else 0):
            raise column("fields of a shape")
        fields.append(field)
    if action > 5 or kind == 0 or action == DELETE and fields:
        raise column("shape")
    return action, kind, tuple(fields)


def read_values(entry, clock, spaces, budget):
    encoding, count, content = entry
    if count != len(clock):
        raise column("count of values")
    reader, kind, code = Reader(content), encoding & 7, encoding >> 4 & 7
    present = None
    if encoding & 8:
        bits = reader.raw((count + 7) // 8)
        present = [bits[i // 8] >> i % 8 & 1 for i in range(count)]
        clock = [wall for wall, there in zip(clock, present) if there]
    if kind > 4 or code > {TEXT: 3, BYTES: 1}.get(kind, 0) or kind == 0 and present:
        raise column("encoding")
    if kind == 0:
        values = [None] * count
    elif kind == INTEGER:
        values = decode_integers(reader, len(clock), clock)
    elif kind == RECORD:
        values = [{"record": each} for each in decode_records(reader, len(clock), spaces)]
    else:
        found = decode_strings(reader, len(clock), code)
        budget[0] -= sum(map(len, found))
        if budget[0] < 0:
            raise column("texts take too many bytes")
        try:
            values = [{"text": s.decode()} if kind == TEXT else {"bytes": s} for s in found]
        except UnicodeDecodeError:
            raise column("a text is not UTF-8")
    reader.end()
    if present is None:
        return values
    rest = iter(values)
    return [next(rest) if there else None for there in present]


def decode(raw, writer, first, commit_count, operation_count):
    """The commits, and the places of columns marked as confidential."""
    columns = read_columns(raw)
    confidential = {place for place, (encoding, _, _) in columns.items() if encoding & 0x80}
    spaces = [("writer", writer)]
    if (0, SPACES) in columns:
        for data in strings(columns, SPACES, BYTES, None, 8192):
            reader = Reader(data)
            spaces.append(read_space(reader))
            reader.end()
    shapes = [read_shape(s) for s in strings(columns, SHAPES, BYTES, None, 4096)] if operation_count else []
    own = [integers(columns, field, commit_count) for field in (SEQUENCE, WALL, BOOT, MONOTONIC)]
    staff = strings(columns, STAFF, TEXT, commit_count, commit_count)
    counts = integers(columns, OPERATIONS, commit_count)
    if min(counts) < 0 or sum(counts) != operation_count:
        raise Refused("bad-commits", "count of operations")
    indexes = integers(columns, SHAPE, operation_count) if operation_count else []
    if any(not 0 <= index < len(shapes) for index in indexes):
        raise column("index outside the shapes")
    keeps = [[] for _ in indexes]
    if (0, KEEP_COUNTS) in columns:
        sizes = integers(columns, KEEP_COUNTS, operation_count)
        if min(sizes) < 0 or max(sizes) > 64:
            raise Refused("bad-commits", "kept dots")
        writers = integers(columns, KEEP_WRITERS, sum(sizes))
        numbers = iter(zip(writers, integers(columns, KEEP_NUMBERS, sum(sizes))))
        if any(not 0 <= w < len(spaces) or spaces[w][0] != "writer" for w in writers):
            raise column("writer of a kept dot")
        keeps = [[(spaces[w][1], n) for w, n in (next(numbers) for _ in range(size))] for size in sizes]

    clocks, at, total = {}, 0, 0
    for count, wall in zip(counts, own[1]):
        for index in indexes[at : at + count]:
            _, kind, fields = shapes[index]
            for field in (0,) + fields:
                clocks.setdefault((kind, field), []).append(wall)
                total += 1
        at += count
    if total > SEGMENT_VALUES:
        raise Refused("bad-commits", "too many values")
    budget, values = [SEGMENT_VALUE_BYTES], {}
    for place in sorted({(kind, field) for _, kind, fields in shapes for field in (0,) + fields}):
        entry = columns.pop(place, None)
        if entry is None or place[1] == 0 and entry[0] & 0x0F != RECORD:
            raise column("missing, or ids that are no records")
        values[place] = iter(read_values(entry, clocks.get(place, []), spaces, budget))
    if columns:
        raise column("nothing takes values from it")

    commits, at = [], 0
    for i, count in enumerate(counts):
        try:
            name = staff[i].decode()
        except UnicodeDecodeError:
            raise column("a staff name is not UTF-8")
        operations = []
        for index, kept in zip(indexes[at : at + count], keeps[at : at + count]):
            action, kind, fields = shapes[index]
            record = next(values[kind, 0])["record"]
            pairs = [(field, next(values[kind, field])) for field in fields]
            operations.append((action, kind, record, pairs, kept))
        at += count
        drift, wall = own[3][i], own[1][i]
        clock = (wall, own[2][i], wrapped(drift + 1000 * wall))
        commits.append((first + i, wrapped(own[0][i] + first + i), clock, name, operations))
    return commits, confidential


def encode(commits, writer, confidential):
    """The one canonical body of these commits."""
    operations = [operation for commit in commits for operation in commit[4]]
    used = set()
    for _, _, record, pairs, kept in operations:
        used.add(record[0])
        used.update(value["record"][0] for _, value in pairs if isinstance(value, dict) and "record" in value)
        used.update(("writer", dot[0]) for dot in kept)
    foreign = sorted(used - {("writer", writer)}, key=space_order)
    spaces = [("writer", writer)] + foreign
    shapes, indexes, columns = [], [], {}
    for _, _, (wall, _, _), _, own in commits:
        for action, kind, record, pairs, _ in own:
            shape = (action, kind, tuple(field for field, _ in pairs))
            if shape not in shapes:
                shapes.append(shape)
            indexes.append(shapes.index(shape))
            for field, value in [(0, {"record": record})] + pairs:
                columns.setdefault((kind, field), []).append((value, wall))

    out = b""

    def numbers(field, values):
        return packed(0, field, INTEGER, len(values), encode_integers(values)) if values else b""

    def texts(field, kind, values):
        if not values:
            return b""
        code, content = encode_strings(values, kind == TEXT)
        return packed(0, field, kind | code << 4, len(values), content)

    out += texts(SPACES, BYTES, [space_bytes(space) for space in foreign])
    out += texts(SHAPES, BYTES, [bytes([a]) + varint(k) + b"".join(map(varint, f)) for a, k, f in shapes])
    out += numbers(SEQUENCE, [commit[1] - commit[0] for commit in commits])
    out += numbers(WALL, [commit[2][0] for commit in commits])
    out += numbers(BOOT, [commit[2][1] for commit in commits])
    out += numbers(MONOTONIC, [wrapped(c[2][2] - 1000 * c[2][0]) for c in commits])
    out += texts(STAFF, TEXT, [commit[3].encode() for commit in commits])
    out += numbers(OPERATIONS, [len(commit[4]) for commit in commits])
    out += numbers(SHAPE, indexes)
    dots = [dot for operation in operations for dot in operation[4]]
    if dots:
        out += numbers(KEEP_COUNTS, [len(operation[4]) for operation in operations])
        out += numbers(KEEP_WRITERS, [spaces.index(("writer", dot[0])) for dot in dots])
        out += numbers(KEEP_NUMBERS, [dot[1] for dot in dots])
    for place in sorted(columns):
        out += value_column(place, columns[place], spaces, place in confidential)
    return out


def value_column(place, cells, spaces, is_confidential):
    present = [(value, wall) for value, wall in cells if value is not None]
    encoding, content = 0, b""
    if present:
        sample = present[0][0]
        kind = INTEGER if isinstance(sample, int) else {"text": TEXT, "bytes": BYTES, "record": RECORD}[next(iter(sample))]
        encoding = kind
        if len(present) < len(cells):
            encoding |= 8
            bits = bytearray((len(cells) + 7) // 8)
            for i, (value, _) in enumerate(cells):
                bits[i // 8] |= (value is not None) << i % 8
            content += bytes(bits)
        if kind == INTEGER:
            content += encode_integers([value for value, _ in present], [wall for _, wall in present])
        elif kind == RECORD:
            content += encode_records([value["record"] for value, _ in present], spaces)
        else:
            found = [v["text"].encode() if kind == TEXT else v["bytes"] for v, _ in present]
            code, body = encode_strings(found, kind == TEXT)
            encoding |= code << 4
            content += body
    return packed(*place, encoding | (0x80 if is_confidential else 0), len(cells), content)
