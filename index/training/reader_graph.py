"""Write the reader as an ONNX graph of few and large operations, with weights of eight bits.

PyTorch would export some three hundred small operations, which ONNX Runtime joins again each time
that it loads them, and not all of them well. This graph has ten for a layer. It reads one page
without padding, so it needs no mask. Weights have a scale for each column, embeddings one for each
row, and the activations of a page share one, which ONNX Runtime computes as it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.training.eight_bits import EMBEDDINGS_MAX, reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS_MAX = 127
EPSILON = 1e-12  # of BERT's normalisation
OPSET, IR_VERSION = 17, 8
OF_ONNX_RUNTIME = "com.microsoft"  # the domain of operations that ONNX itself lacks
CONTRIBUTED = ("DynamicQuantizeMatMul", "Gelu", "QAttention")  # those of them that are used here
JOINED = "query+key+value"  # matrices of one input, which are multiplied as one
EIGHT, SCALE = ".eight", ".scale"  # the ends of the names of a weight in eight bits
LINEAR = ("weight", "bias")
UNUSED = ("answers.weight", "answers.bias")  # kept, so that training can go on from the file


@dataclass
class _Graph:
    """The weights to be written, and the nodes and arrays that have been."""

    weights: Mapping[str, NDArray[np.float32]]
    nodes: list[NodeProto] = field(default_factory=list)
    stored: dict[str, NDArray[Any]] = field(default_factory=dict)

    def node(self, kind: str, inputs: Sequence[str], output: str = "", **settings: Any) -> str:
        """Add a node, and return the name of what it puts out."""
        output = output or f"{kind}.{len(self.nodes)}"
        domain = OF_ONNX_RUNTIME if kind in CONTRIBUTED else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def keep(self, name: str, array: NDArray[Any]) -> str:
        """Store an array, and return its name."""
        self.stored[name] = array
        return name

    def own(self, name: str) -> str:
        """Store a weight as it is."""
        return self.keep(name, self.weights[name])

    def matrix(self, name: str, columns: NDArray[np.float32]) -> tuple[str, str]:
        """Store the eight bits of a matrix, and the scales of its columns."""
        eight, scale = reduced(columns, axis=0, most=WEIGHTS_MAX)
        return self.keep(name + EIGHT, eight), self.keep(name + SCALE, scale.ravel())

    def embedding(self, module: str, rows: str) -> str:
        eight, scale = reduced(self.weights[f"{module}.weight"], axis=1, most=EMBEDDINGS_MAX)
        found = self.node("Gather", [self.keep(f"{module}.weight{EIGHT}", eight), rows])
        scales = self.node("Gather", [self.keep(f"{module}.weight{SCALE}", scale), rows])
        return self.node("Mul", [self.node("Cast", [found], to=TensorProto.FLOAT), scales])

    def normalised(self, module: str, given: str, more: str) -> str:
        """Normalise a sum."""
        weights = [self.own(f"{module}.weight"), self.own(f"{module}.bias")]
        total = self.node("Add", [given, more])
        return self.node("LayerNormalization", [total, *weights], axis=-1, epsilon=EPSILON)

    def linear(self, module: str, given: str) -> str:
        weights = self.matrix(f"{module}.weight", self.weights[f"{module}.weight"].T)
        bias = self.own(f"{module}.bias")
        return self.node("DynamicQuantizeMatMul", [given, *weights, "", bias])

    def attention(self, module: str, given: str, heads: int) -> str:
        weights, biases = (
            [self.weights[f"{module}.{part}.{kind}"] for part in JOINED.split("+")]
            for kind in LINEAR
        )
        weight, scale = self.matrix(f"{module}.{JOINED}.weight", np.concatenate(weights).T)
        bias = self.keep(f"{module}.{JOINED}.bias", np.concatenate(biases))
        eight = [f"{given}.eight", f"{given}.scale", f"{given}.zero"]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [given], eight))
        inputs = [eight[0], weight, bias, eight[1], scale, "", eight[2]]
        return self.node("QAttention", inputs, num_heads=heads)

    def layer(self, module: str, given: str, heads: int) -> str:
        attended = self.attention(f"{module}.attention.self", given, heads)
        told = self.linear(f"{module}.attention.output.dense", attended)
        known = self.normalised(f"{module}.attention.output.LayerNorm", told, given)
        wide = self.node("Gelu", [self.linear(f"{module}.intermediate.dense", known)])
        return self.normalised(
            f"{module}.output.LayerNorm", self.linear(f"{module}.output.dense", wide), known
        )


def reader_graph(weights: Mapping[str, NDArray[np.float32]], heads: int) -> ModelProto:
    """Write the model of these weights, which are named as in ``ReadingModel``.

    It takes ``ids`` and ``types``, ``(1, length)`` int64, and returns ``start`` and ``end``,
    ``(1, length)`` float32. A layer has ``heads`` heads.
    """
    graph = _Graph(weights)
    hidden = _embedded(graph, "encoder.embeddings")
    for number in count():
        layer = f"encoder.encoder.layer.{number}"
        if f"{layer}.output.dense.weight" not in weights:
            break
        hidden = graph.layer(layer, hidden, heads)
    for row, name in enumerate(("start", "end")):
        at = graph.keep(f"{name}.row", np.array(row))
        weight, bias = (graph.node("Gather", [graph.own(f"span.{n}"), at]) for n in LINEAR)
        graph.node("Add", [graph.node("MatMul", [hidden, weight]), bias], name)
    return _model(graph)


def _embedded(graph: _Graph, module: str) -> str:
    """Add the embeddings of words, of their places, and of the text that they are of."""
    words = graph.embedding(f"{module}.word_embeddings", "ids")
    types = graph.node("Gather", [graph.own(f"{module}.token_type_embeddings.weight"), "types"])
    length = graph.node("Shape", ["ids"], start=1)
    first = graph.keep("first", np.zeros(1, dtype=np.int64))
    places = [graph.own(f"{module}.position_embeddings.weight"), first, length]
    placed = graph.node("Add", [graph.node("Slice", places), types])
    return graph.normalised(f"{module}.LayerNorm", words, placed)


def _model(graph: _Graph) -> ModelProto:
    for name in UNUSED:
        graph.own(name)
    made = helper.make_graph(
        graph.nodes,
        "reader",
        [_value(name, TensorProto.INT64) for name in ("ids", "types")],
        [_value(name, TensorProto.FLOAT) for name in ("start", "end")],
        [numpy_helper.from_array(np.asarray(a, order="C"), n) for n, a in graph.stored.items()],
    )
    sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OF_ONNX_RUNTIME, 1)]
    model: ModelProto = helper.make_model(made, opset_imports=sets, ir_version=IR_VERSION)
    return model


def _value(name: str, kind: int) -> Any:
    return helper.make_tensor_value_info(name, kind, [1, "length"])
