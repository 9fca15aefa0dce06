/** As much of an OpenAPI schema as answers are held against. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
};
export type Spec = { readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };

/** Where a value does not fit a vendor's published schema, as `path: reason`. A field the schema neither knows nor forbids passes. */
export function misfits(spec: Spec, schema: Schema, value: unknown, path: string): string[] {
  if (value === null && schema.nullable === true) return [];
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return misfits(spec, spec.components.schemas[name] ?? {}, value, path);
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options) {
    const tries = options.map((option) => misfits(spec, option, value, path));
    return tries.toSorted((one, other) => one.length - other.length)[0] ?? [];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${path}: ${String(value)} is none of its words`];
  if (schema.type === "array") {
    if (!Array.isArray(value)) return [`${path}: no list`];
    return value.flatMap((item, index) => misfits(spec, schema.items ?? {}, item, `${path}[${index}]`));
  }
  if (schema.type === "object") return objectMisfits(spec, schema, value, path);
  if (schema.type === "integer") return Number.isInteger(value) ? [] : [`${path}: no whole number`];
  if (schema.type !== undefined && typeof value !== schema.type) return [`${path}: no ${schema.type}`];
  return [];
}

function objectMisfits(spec: Spec, schema: Schema, value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path}: no object`];
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  const { additionalProperties: more } = schema;
  return [
    ...missing.map((name) => `${path}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
      const known = schema.properties?.[name] ?? (typeof more === "object" ? more : undefined);
      if (known) return misfits(spec, known, inner, `${path}.${name}`);
      return more === false ? [`${path}.${name}: unknown`] : [];
    }),
  ];
}
