import {
  type BindingProperty,
  type BindingRestElement,
  type Expression,
  type ImportDeclarationSpecifier,
  type MemberExpression,
  parseSync,
  type Program,
  Visitor,
} from "oxc-parser";
import type { SourceFile } from "./source-files.ts";

/** What a file reaches for outside itself. */
export type ModuleReads = {
  readonly imports: readonly Import[];
  /** Lines on which the environment is read, other than what Next replaces while building. */
  readonly environment: readonly number[];
  /** Lines on which a module is asked for whose name no reader of the file can tell. */
  readonly unreadable: readonly number[];
};

export type Import = {
  readonly module: string;
  readonly line: number;
  /** The values that are taken by name, `*` for all of them; none when only types are. */
  readonly values: readonly string[];
};

/** Next replaces these while building; they are no settings of ours. */
const replacedByNext = new Set(["NODE_ENV", "NEXT_RUNTIME"]);

/**
 * Parses a file and lists what it imports, in every spelling the language has for it, and where it reads the environment.
 *
 * @throws Error when the file is no TypeScript.
 */
export function readModule({ path, text }: SourceFile): ModuleReads {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const imports: Import[] = [];
  const environment = new Set<number>();
  const unreadable: number[] = [];
  const ask = (source: Expression | undefined, start: number) => {
    const name = source && literalOf(source);
    if (name === undefined) unreadable.push(lineAt(start));
    else imports.push({ module: name, line: lineAt(start), values: ["*"] });
  };
  const isProcess = processIn(program);
  const harmless = new Set<Expression>();
  const spent = new Set<Expression>();
  new Visitor({
    ImportDeclaration({ source, specifiers, importKind, start }) {
      const taken = importKind === "type" ? [] : specifiers.flatMap(valueOf);
      imports.push({ module: source.value, line: lineAt(start), values: taken });
      if (isNamed("process", source.value) && taken.includes("env")) environment.add(lineAt(start));
      // With a require of its own under another name, a file reaches modules that this reader never hears of.
      const renamed = specifiers.some((taken) => taken.local.name !== "createRequire" && mayRequire(taken));
      if (isNamed("module", source.value) && importKind !== "type" && renamed) unreadable.push(lineAt(start));
    },
    ExportNamedDeclaration({ source, specifiers, exportKind, start }) {
      if (!source) return;
      const given = specifiers.filter((specifier) => specifier.exportKind !== "type");
      const values = exportKind === "type" ? [] : given.map(({ local }) => nameOf(local) ?? "*");
      imports.push({ module: source.value, line: lineAt(start), values });
    },
    ExportAllDeclaration({ source, exportKind, start }) {
      imports.push({
        module: source.value,
        line: lineAt(start),
        values: exportKind === "type" ? [] : ["*"],
      });
    },
    ImportExpression: ({ source, start }) => ask(source, start),
    TSImportType({ source, start }) {
      imports.push({ module: source.value, line: lineAt(start), values: [] });
    },
    TSExternalModuleReference: ({ expression, start }) => ask(expression, start),
    CallExpression(node) {
      const { callee, arguments: given, start } = node;
      const [first] = given;
      if (isRequire(callee)) ask(first && first.type !== "SpreadElement" ? first : undefined, start);
      for (const made of [callee, callee.type === "MemberExpression" ? bare(callee.object) : callee])
        if (isRequire(callee) && makesRequire(made)) spent.add(made);
      if (makesRequire(node) && !spent.has(node)) unreadable.push(lineAt(start));
    },
    MemberExpression(node) {
      const object = bare(node.object);
      if (isEnvironment(object, isProcess) && replacedByNext.has(propertyOf(node) ?? ""))
        harmless.add(object);
      if (isEnvironment(node, isProcess) && !harmless.has(node)) environment.add(lineAt(node.start));
    },
    VariableDeclarator({ id, init, start }) {
      if (!init || !isProcess(bare(init))) return;
      const keys = id.type === "ObjectPattern" ? id.properties.map(keyOf) : ["env"];
      // Taken under another name, or with all that is left, it would be read out of sight.
      if (keys.some((key) => key === undefined || key === "env")) environment.add(lineAt(start));
    },
  }).visit(program);
  return { imports, environment: [...environment], unreadable };
}

function valueOf(specifier: ImportDeclarationSpecifier): string[] {
  if (specifier.type === "ImportNamespaceSpecifier") return ["*"];
  if (specifier.type === "ImportDefaultSpecifier") return ["default"];
  return specifier.importKind === "type" ? [] : [nameOf(specifier.imported) ?? "*"];
}

function nameOf(name: { type: string; name?: string; value?: unknown }): string | undefined {
  return name.name ?? (typeof name.value === "string" ? name.value : undefined);
}

/** A string, however it is quoted; undefined when it is put together while running. */
function literalOf(source: Expression): string | undefined {
  const expression = bare(source);
  if (expression.type === "Literal")
    return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.type !== "TemplateLiteral" || expression.expressions.length > 0) return undefined;
  return expression.quasis[0]?.value.cooked ?? undefined;
}

/** Without what may be wrapped around it and changes nothing. */
function bare(expression: Expression | { type: "Super" }): Expression {
  const outer = expression as Expression;
  const isWrapped =
    outer.type === "ParenthesizedExpression" ||
    outer.type === "TSAsExpression" ||
    outer.type === "TSSatisfiesExpression" ||
    outer.type === "TSNonNullExpression" ||
    outer.type === "ChainExpression";
  return isWrapped ? bare(outer.expression) : outer;
}

/** Tells whether an expression is Node's process, under its own name or one that this file imports it by. */
function processIn(program: Program): (expression: Expression) => boolean {
  const names = new Set(["process"]);
  for (const statement of program.body)
    if (statement.type === "ImportDeclaration" && isNamed("process", statement.source.value))
      for (const { type, local } of statement.specifiers)
        if (type !== "ImportSpecifier") names.add(local.name);
  return (expression) => {
    if (expression.type === "Identifier") return names.has(expression.name);
    if (expression.type !== "MemberExpression" || propertyOf(expression) !== "process") return false;
    const owner = bare(expression.object);
    return owner.type === "Identifier" && /^global(This)?$/.test(owner.name);
  };
}

function isEnvironment(expression: Expression, isProcess: (expression: Expression) => boolean): boolean {
  if (expression.type !== "MemberExpression" || propertyOf(expression) !== "env") return false;
  const object = bare(expression.object);
  return object.type === "MetaProperty" || isProcess(object);
}

/** `require`, `module.require`, what `createRequire` makes, and `resolve` of any of them. */
function isRequire(callee: Expression): boolean {
  if (callee.type === "Identifier") return callee.name === "require";
  if (callee.type !== "MemberExpression") return makesRequire(callee);
  const name = propertyOf(callee);
  return name === "require" || (name === "resolve" && isRequire(bare(callee.object)));
}

function makesRequire(expression: Expression): boolean {
  if (expression.type !== "CallExpression") return false;
  const callee = bare(expression.callee);
  return callee.type === "Identifier" && callee.name === "createRequire";
}

function mayRequire(specifier: ImportDeclarationSpecifier): boolean {
  return specifier.type !== "ImportSpecifier" || nameOf(specifier.imported) === "createRequire";
}

function propertyOf(member: MemberExpression): string | undefined {
  if (member.computed) return literalOf(member.property);
  return member.property.type === "Identifier" ? member.property.name : undefined;
}

function keyOf(property: BindingProperty | BindingRestElement): string | undefined {
  if (property.type === "RestElement") return undefined;
  if (property.computed) return literalOf(property.key as Expression);
  return nameOf(property.key as { type: string; name?: string; value?: unknown });
}

/** One of Node's own modules, with or without its prefix. */
function isNamed(name: string, module: string): boolean {
  return module === name || module === `node:${name}`;
}
