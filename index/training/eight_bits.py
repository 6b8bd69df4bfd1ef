"""Reduce an ONNX model to eight bits, with a scale of its own for each token.

ONNX Runtime's own dynamic quantisation has one scale for all activations of a batch, so a token
with large values costs all others their precision, and a text changes the vectors of the texts
beside it. Here, each row of activations has its scale, as each column of weights and each row of
embeddings does. The matrices are multiplied in whole numbers, which gives the same result on every
processor: weights use seven of the eight bits, since with eight, pairs of products overflow on
processors without VNNI.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

WEIGHTS_MAX = 63
EMBEDDINGS_MAX = 127
CONSTANTS = {
    "levels": np.float32(127),  # of an activation, in either direction
    "step": np.float32(1 / 127),
    "middle": np.float32(128.5),  # the zero, and a half to round, since a cast cuts off
    "zero": np.uint8(128),
    "least": np.float32(1e-9),  # a row of zeros is not divided by zero
}


@dataclass
class _Rewriting:
    """The weights of a graph, its new weights, and the inputs that are quantised already."""

    weights: dict[str, NDArray[np.float32]]
    made: dict[str, NDArray[Any]] = field(default_factory=dict)
    quantised: set[str] = field(default_factory=set)

    def nodes_for(self, node: NodeProto) -> Iterator[NodeProto]:
        """Return the nodes that replace a node: itself, if it has no large weights."""
        if node.op_type == "MatMul" and node.input[1] in self.weights:
            yield from self._input(node.input[0])
            yield from self._product(node.input[0], node.input[1], node.output[0])
        elif node.op_type == "Gather" and _is_matrix(self.weights.get(node.input[0])):
            yield from self._lookup(node.input[0], node.input[1], node.output[0])
        else:
            yield node

    def _input(self, name: str) -> Iterator[NodeProto]:
        """Quantise the rows of an activation, once for all matrices that it is multiplied with."""
        if name in self.quantised:
            return
        self.quantised.add(name)
        yield _node("Abs", [name], f"{name}.size")
        yield _node("ReduceMax", [f"{name}.size"], f"{name}.largest", axes=[-1], keepdims=1)
        yield _node("Max", [f"{name}.largest", "least"], f"{name}.most")
        yield _node("Mul", [f"{name}.most", "step"], f"{name}.scale")
        yield _node("Div", ["levels", f"{name}.most"], f"{name}.inverse")
        yield _node("Mul", [name, f"{name}.inverse"], f"{name}.scaled")
        yield _node("Add", [f"{name}.scaled", "middle"], f"{name}.moved")
        yield _node("Cast", [f"{name}.moved"], f"{name}.eight", to=TensorProto.UINT8)

    def _product(self, name: str, weight: str, output: str) -> Iterator[NodeProto]:
        self._reduce(weight, axis=0, most=WEIGHTS_MAX)
        eight = [f"{name}.eight", f"{weight}.eight", "zero"]
        yield _node("MatMulInteger", eight, f"{output}.whole")
        yield _node("Cast", [f"{output}.whole"], f"{output}.float", to=TensorProto.FLOAT)
        yield _node("Mul", [f"{output}.float", f"{name}.scale"], f"{output}.scaled")
        yield _node("Mul", [f"{output}.scaled", f"{weight}.scale"], output)

    def _lookup(self, table: str, rows: str, output: str) -> Iterator[NodeProto]:
        self._reduce(table, axis=1, most=EMBEDDINGS_MAX)
        yield _node("Gather", [f"{table}.eight", rows], f"{output}.eight")
        yield _node("Gather", [f"{table}.scale", rows], f"{output}.scale")
        yield _node("Cast", [f"{output}.eight"], f"{output}.float", to=TensorProto.FLOAT)
        yield _node("Mul", [f"{output}.float", f"{output}.scale"], output)

    def _reduce(self, name: str, *, axis: int, most: int) -> None:
        eight, scale = reduced(self.weights[name], axis=axis, most=most)
        self.made[f"{name}.eight"], self.made[f"{name}.scale"] = eight, scale


def reduced(
    weights: NDArray[np.float32], *, axis: int, most: int
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Quantise a matrix, with one scale for each column (axis 0) or row (axis 1).

    No level is larger than ``most``. The scales keep both axes.
    """
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True) / most, 1e-12)
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def in_eight_bits(model: ModelProto) -> ModelProto:
    """Return a copy of ``model`` whose matrices and tables of embeddings have eight bits."""
    graph = model.graph
    weights = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    rewriting = _Rewriting(weights)
    nodes = [new for node in graph.node for new in rewriting.nodes_for(node)]
    gone = {name.removesuffix(".eight") for name in rewriting.made}
    made = {**CONSTANTS, **rewriting.made}
    stored = [numpy_helper.from_array(np.asarray(array), name) for name, array in made.items()]
    reduced = ModelProto()
    reduced.CopyFrom(model)
    _replace(reduced.graph, nodes, [*(i for i in graph.initializer if i.name not in gone), *stored])
    return reduced


def _replace(graph: GraphProto, nodes: list[NodeProto], stored: list[TensorProto]) -> None:
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(stored)


def _node(kind: str, inputs: list[str], output: str, **attributes: Any) -> NodeProto:
    made: NodeProto = helper.make_node(kind, inputs, [output], **attributes)
    return made


def _is_matrix(weights: NDArray[np.float32] | None) -> bool:
    """Return whether a table is large enough to be worth reducing."""
    return weights is not None and weights.ndim == 2 and weights.shape[0] > 1_000
