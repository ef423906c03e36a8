declare module "gltf-validator" {
  /** One remark: severity 0 an error, 1 a warning, 2 information, 3 a hint. */
  interface ValidationMessage {
    readonly code: string;
    readonly message: string;
    readonly severity: number;
    readonly pointer: string;
  }

  /** The part of Khronos' report that the tests read. */
  interface ValidationReport {
    readonly issues: { readonly messages: readonly ValidationMessage[] };
  }

  export function validateBytes(
    bytes: Uint8Array,
    options?: { readonly maxIssues?: number },
  ): Promise<ValidationReport>;
}
