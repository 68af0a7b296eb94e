import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { LoadVariable } from '../contract/environment';
import type { Model } from '../models/model';
import { Component } from './component';
import type { Port } from './graph';

export interface SteadyLoadProps {
  /** The model whose rows it sends. */
  readonly model: Model;
  readonly image: string;
  /** The API that it calls. */
  readonly target: Port;
  /** Requests a second. @default 1 */
  readonly rate?: number;
}

/** A trickle of predictions that never ends, so that dashboards show life and a fault shows at once. */
export class SteadyLoad extends Component {
  constructor(scope: Construct, name: string, props: SteadyLoadProps) {
    super(scope, name);
    const env: Partial<Record<LoadVariable, string>> = {
      MODEL_TO_USE: props.model.name,
      TARGET_HOST: `http://${this.needs(props.target)}`,
      LOAD_USERS: '1',
      LOAD_RATE: String(props.rate ?? 1),
      LOAD_WAIT_READY_SECONDS: '0', // it waits for as long as the service takes
    };
    this.runs(
      {
        image: props.image,
        env,
        cpu: { request: Cpu.millis(10), limit: Cpu.millis(100) },
        memory: Size.mebibytes(64),
      },
      { surge: false }, // two at a time would be twice the rate
    );
  }
}
