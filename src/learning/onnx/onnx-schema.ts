/**
 * The messages of an ONNX file that our models need, with the field numbers of the ONNX specification (onnx.proto,
 * IR version 8). A field that we never write is left out: to a reader it is absent.
 */

import { Root } from 'protobufjs/light';

/** Numbers of TensorProto.DataType. */
export const dataType = { float: 1, string: 8, double: 11 } as const;

/** Numbers of AttributeProto.AttributeType. */
const attributeType = { int: 2, string: 3, tensor: 4, ints: 7, strings: 8 } as const;

export interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly doubleData: ArrayLike<number>;
}

export type Attribute = { readonly name: string; readonly type: number } & (
  | { readonly i: number }
  | { readonly s: Uint8Array }
  | { readonly t: Tensor }
  | { readonly ints: ArrayLike<number> }
  | { readonly strings: readonly Uint8Array[] }
);

export interface Node {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly opType: string;
  /** @default - the operators that every runtime has */
  readonly domain?: string;
  readonly attribute?: readonly Attribute[];
}

export interface ValueInfo {
  readonly name: string;
  readonly type: {
    readonly tensorType: {
      readonly elemType: number;
      /** A size, or the name of one that a caller chooses. */
      readonly shape: { readonly dim: readonly ({ readonly dimValue: number } | { readonly dimParam: string })[] };
    };
  };
}

export interface OnnxModel {
  readonly irVersion: number;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly graph: {
    readonly name: string;
    readonly node: readonly Node[];
    readonly initializer: readonly Tensor[];
    readonly input: readonly ValueInfo[];
    readonly output: readonly ValueInfo[];
  };
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
  readonly metadataProps: readonly { readonly key: string; readonly value: string }[];
}

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated', type, id });
/** Without a tag before each number. */
const packed = (type: string, id: number) => ({ ...many(type, id), options: { packed: true } });

const schema = Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: one('int64', 1),
        producerName: one('string', 2),
        producerVersion: one('string', 3),
        graph: one('Graph', 7),
        opsetImport: many('OperatorSet', 8),
        metadataProps: many('Entry', 14),
      },
    },
    OperatorSet: { fields: { domain: one('string', 1), version: one('int64', 2) } },
    Entry: { fields: { key: one('string', 1), value: one('string', 2) } },
    Graph: {
      fields: {
        node: many('Node', 1),
        name: one('string', 2),
        initializer: many('Tensor', 5),
        input: many('ValueInfo', 11),
        output: many('ValueInfo', 12),
      },
    },
    Node: {
      fields: {
        input: many('string', 1),
        output: many('string', 2),
        opType: one('string', 4),
        attribute: many('Attribute', 5),
        domain: one('string', 7),
      },
    },
    Attribute: {
      fields: {
        name: one('string', 1),
        i: one('int64', 3),
        s: one('bytes', 4),
        t: one('Tensor', 5),
        ints: packed('int64', 8),
        strings: many('bytes', 9),
        type: one('int32', 20),
      },
    },
    Tensor: {
      fields: {
        dims: packed('int64', 1),
        dataType: one('int32', 2),
        name: one('string', 8),
        doubleData: packed('double', 10),
      },
    },
    ValueInfo: { fields: { name: one('string', 1), type: one('ValueType', 2) } },
    ValueType: { fields: { tensorType: one('TensorType', 1) } },
    TensorType: { fields: { elemType: one('int32', 1), shape: one('Shape', 2) } },
    Shape: { fields: { dim: many('Dimension', 1) } },
    Dimension: { fields: { dimValue: one('int64', 1), dimParam: one('string', 2) } },
  },
});

/** @returns the bytes of an ONNX file; the same for the same model */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  return Uint8Array.from(schema.lookupType('Model').encode(model).finish());
}

/** Doubles of a shape, as a constant of a graph or of an attribute. */
export function tensor(name: string, dims: readonly number[], doubleData: ArrayLike<number>): Tensor {
  return { name, dims, dataType: dataType.double, doubleData };
}

const utf8 = new TextEncoder();

/** Attributes of a node, by the type of their values; a number is a whole one. */
export const attribute = {
  int: (name: string, i: number): Attribute => ({ name, i, type: attributeType.int }),
  string: (name: string, s: string): Attribute => ({ name, s: utf8.encode(s), type: attributeType.string }),
  tensor: (name: string, data: ArrayLike<number>): Attribute => ({
    name,
    t: tensor(name, [data.length], data),
    type: attributeType.tensor,
  }),
  ints: (name: string, ints: ArrayLike<number>): Attribute => ({ name, ints, type: attributeType.ints }),
  strings: (name: string, strings: readonly string[]): Attribute => ({
    name,
    strings: strings.map((s) => utf8.encode(s)),
    type: attributeType.strings,
  }),
};
