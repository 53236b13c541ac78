"""Who passes claims to whom: the attribution network as GraphML and as Graphviz DOT.

A node is an actor, a source that an article does not name (each article's by itself: two articles'
"military official" need not be one person), or an article whose outlet is not known. An edge leads
from whoever makes or relays claims to whoever has them from there, one step on the way to the
reader; its weight is the number of claims. A claim in the article's own voice has no edge; the
node's `own` counts it.

GraphML is that of http://graphml.graphdrawing.org/specification.html, DOT that of
https://graphviz.org/doc/info/lang.html.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from generator.corpus import Corpus
from generator.models import Hop
from generator.parts import ClaimRef

FORMAT = 1


@dataclass(slots=True)
class Node:
    """Somebody through whom claims come."""

    label: str
    kind: str
    """The actor's type, "unnamed", "unknown" or "article"."""
    claims: int = 0
    """Claims that begin here."""
    own: int = 0
    """Claims that an article of this outlet makes in its own voice."""


@dataclass(slots=True)
class Edge:
    """Claims that went one step."""

    claims: int = 0
    shown: int = 0
    """Those for which only evidence, and not the article, has one of the two on the way."""


@dataclass(slots=True)
class Network:
    """Nodes by key and edges by the keys of their ends, in the order in which they occur."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)


def network(corpus: Corpus) -> Network:
    """The network of all claims."""
    found = Network()
    for name, record in corpus.actors.items():
        found.nodes[_actor(name)] = Node(record.actor.name, record.actor.type)
    for ref in corpus.claims():
        _enter(found, ref)
    return found


def graphml(corpus: Corpus) -> Iterator[bytes]:
    """The network as GraphML, for Gephi, Cytoscape or networkx."""
    made = network(corpus)
    yield (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        b'<key id="format" for="graph" attr.name="format" attr.type="int"/>\n'
        b'<key id="label" for="node" attr.name="label" attr.type="string"/>\n'
        b'<key id="kind" for="node" attr.name="kind" attr.type="string"/>\n'
        b'<key id="claims" for="node" attr.name="claims" attr.type="int"/>\n'
        b'<key id="own" for="node" attr.name="own" attr.type="int"/>\n'
        b'<key id="weight" for="edge" attr.name="weight" attr.type="int"/>\n'
        b'<key id="shown" for="edge" attr.name="shown" attr.type="int"/>\n'
        b'<graph id="attribution" edgedefault="directed">\n'
    )
    yield f"{_data('format', FORMAT)}\n".encode()
    for key, node in made.nodes.items():
        yield (
            f'<node id="{escape(key)}">'
            f"{_data('label', node.label)}{_data('kind', node.kind)}"
            f"{_data('claims', node.claims)}{_data('own', node.own)}</node>\n"
        ).encode()
    for (one, other), edge in made.edges.items():
        yield (
            f'<edge source="{escape(one)}" target="{escape(other)}">'
            f"{_data('weight', edge.claims)}{_data('shown', edge.shown)}</edge>\n"
        ).encode()
    yield b"</graph>\n</graphml>\n"


def dot(corpus: Corpus) -> Iterator[bytes]:
    """The network as Graphviz draws it; who has no part in any claim is left out."""
    made = network(corpus)
    joined = {key for ends in made.edges for key in ends}
    yield f"// briefings export dot, format {FORMAT}\n".encode()
    yield b'digraph attribution {\n  rankdir="LR";\n  node [shape="box"];\n'
    for key, node in made.nodes.items():
        if key in joined:
            look = ', style="dotted"' if node.kind == "unnamed" else ""
            yield f"  {_quoted(key)} [label={_quoted(node.label)}{look}];\n".encode()
    for (one, other), edge in made.edges.items():
        look = ', style="dashed"' if edge.shown == edge.claims else ""
        ends = f"{_quoted(one)} -> {_quoted(other)}"
        yield f'  {ends} [label="{edge.claims}", weight="{edge.claims}"{look}];\n'.encode()
    yield b"}\n"


def _enter(found: Network, ref: ClaimRef) -> None:
    """Add the way of a claim."""
    hops = ref.claim.claim.attribution
    end = _end(found, ref)
    if ref.claim.claim.speaker_unknown:
        key = f"unknown:{ref.slug}"
        found.nodes.setdefault(key, Node("Speaker not identified", "unknown")).claims += 1
        found.edges.setdefault((key, end), Edge()).claims += 1
        return
    if not hops:
        found.nodes[end].own += 1
        return
    way = [_speaker(found, ref, hop) for hop in hops]
    found.nodes[way[0]].claims += 1
    # The outlet's own step in its own article leads nowhere.
    for step, (one, other) in enumerate(zip(way, [*way[1:], end], strict=True)):
        if one != other:
            edge = found.edges.setdefault((one, other), Edge())
            edge.claims += 1
            edge.shown += not all(hop.stated for hop in hops[step : step + 2])


def _end(found: Network, ref: ClaimRef) -> str:
    """Who brings the claim to the reader: the outlet, or the article where it is not known."""
    summary = ref.summary
    if summary.outlet:
        return _actor(summary.outlet)
    key = f"article:{ref.slug}"
    found.nodes.setdefault(key, Node(summary.title, "article"))
    return key


def _speaker(found: Network, ref: ClaimRef, hop: Hop) -> str:
    if hop.actor:
        return _actor(hop.actor)
    key = f"unnamed:{ref.slug}:{hop.unnamed}"
    found.nodes.setdefault(key, Node(hop.unnamed or "", "unnamed"))
    return key


def _actor(name: str) -> str:
    return f"actor:{name}"


def _data(key: str, value: str | int) -> str:
    return f'<data key="{key}">{escape(str(value))}</data>'


def _quoted(text: str) -> str:
    """A string of DOT. In a label, a backslash begins an escape of Graphviz' own."""
    doubled = text.replace("\\", "\\\\")
    return '"' + doubled.replace('"', '\\"') + '"'
