import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { LoadVariable } from '../contract/environment';
import type { Model } from '../models/model';
import { Component } from './component';
import type { Port } from './graph';

export interface LoadTestProps {
  /** The model whose rows it sends. */
  readonly model: Model;
  readonly image: string;
  /** The API that it loads. */
  readonly target: Port;
  /** Users who send one request after the other. @default 10 */
  readonly users?: number;
  /** Requests in all. @default 1000 */
  readonly requests?: number;
  /** Seconds after which it has failed. @default 300 */
  readonly timeoutSeconds?: number;
}

/** A Job that sends a number of predictions as fast as they are answered, and fails when one fails. */
export class LoadTest extends Component {
  constructor(scope: Construct, name: string, props: LoadTestProps) {
    super(scope, name);
    const env: Partial<Record<LoadVariable, string>> = {
      MODEL_TO_USE: props.model.name,
      TARGET_HOST: `http://${this.needs(props.target)}`,
      LOAD_USERS: String(props.users ?? 10),
      LOAD_REQUESTS: String(props.requests ?? 1000),
    };
    this.completes(
      {
        image: props.image,
        env,
        cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
        memory: Size.mebibytes(128),
      },
      { seconds: props.timeoutSeconds ?? 300, retries: 0 },
    );
  }
}
