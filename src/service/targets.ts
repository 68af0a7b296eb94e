/** What a model is to learn of each row, in 4 or 8 bytes a row. */

import type { Truth } from '../learning/truth';
import type { Target } from '../models/features';

const FIRST_ROOM = 1024;

/** Collects any number of targets. */
export class TargetBuilder {
  private room: Int32Array | Float64Array;
  private length = 0;

  constructor(private readonly target: Target) {
    this.room = this.roomFor(FIRST_ROOM);
  }

  add(target: number): void {
    if (this.length === this.room.length) {
      const wider = this.roomFor(Math.ceil(this.length * 1.5));
      wider.set(this.room);
      this.room = wider;
    }
    this.room[this.length++] = target;
  }

  /** What the rows really were: class indices, or values in the unit of the target. */
  truth(): Truth {
    const { room, length, target } = this;
    return room instanceof Int32Array
      ? { kind: 'class', labels: room.slice(0, length), classes: target.kind === 'class' ? target.classes.length : 0 }
      : { kind: 'value', targets: room.slice(0, length) };
  }

  private roomFor(length: number): Int32Array | Float64Array {
    return this.target.kind === 'class' ? new Int32Array(length) : new Float64Array(length);
  }
}
