/** The program cannot start, or a command cannot run, for a reason that the operator can repair. `message` is one or more plain sentences. */
export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartRefused';
  }
}
