import pg from "pg";

export type Entity = { readonly id: string };

/** One kind of document, held in memory and written to Postgres by {@link Store.save}. */
export type Collection<E extends Entity> = {
  get(id: string): E | undefined;
  /** In the order the documents were first put. */
  all(): readonly E[];
  put(entity: E): E;
  delete(id: string): void;
};

/** Told of every change as it is made, with the document before and after; `undefined` means absent. */
export type ChangeListener = (kind: string, before: Entity | undefined, after: Entity | undefined) => void;

/**
 * What a stand-in remembers. Reads and changes are synchronous, so a request that does not `await` between them is
 * atomic; `save` writes all that changed in one transaction, and a request answers only after it.
 *
 * Resolving every GraphQL field from SQL was the rival: it needs a loader per edge and gives nothing to a server whose
 * whole state fits in memory.
 */
export class Store {
  readonly #pool: pg.Pool;
  readonly #kinds = new Map<string, Map<string, Entity>>();
  readonly #sequences = new Map<string, number>();
  readonly #versions = new Map<string, number>();
  readonly #listeners: ChangeListener[] = [];
  #changed = new Map<string, { kind: string; id: string }>();
  #writing: Promise<void> = Promise.resolve();
  #queued: Promise<void> | undefined;

  private constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Connects, creates the table when missing and reads everything back. */
  static async open(url: string): Promise<Store> {
    const pool = new pg.Pool({ connectionString: url, max: 4, application_name: "evertill-sandbox" });
    // A connection that dies while idle is replaced; without a listener Node would end the process.
    pool.on("error", () => undefined);
    const store = new Store(pool);
    await store.#pool.query(`create table if not exists document (
      position bigint generated always as identity, kind text not null, id text not null, data json not null,
      primary key (kind, id))`);
    // As text: a document may hold any string a client sent, and jsonb refuses U+0000 and half a surrogate pair.
    await store.#pool.query("alter table document alter column data type json");
    await store.#read();
    return store;
  }

  collection<E extends Entity>(kind: string): Collection<E> {
    const documents = this.#documents(kind) as Map<string, E>;
    return {
      get: (id) => documents.get(id),
      all: () => [...documents.values()],
      put: (entity) => {
        const before = documents.get(entity.id);
        documents.set(entity.id, entity);
        this.#mark(kind, entity.id);
        this.#tell(kind, before, entity);
        // A listener may have put the document once more.
        return documents.get(entity.id) ?? entity;
      },
      delete: (id) => {
        const before = documents.get(id);
        if (!documents.delete(id)) return;
        this.#mark(kind, id);
        this.#tell(kind, before, undefined);
      },
    };
  }

  /** Grows with every change of a kind, so that an index knows when it is stale. */
  version(kind: string): number {
    return this.#versions.get(kind) ?? 0;
  }

  /** Calls `listener` inside every `put` and `delete` made from now on. It may change other documents. */
  observe(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** The next number of a named sequence; `first` is the number it starts with. */
  next(sequence: string, first = 1): number {
    const value = this.#sequences.get(sequence) ?? first;
    this.#sequences.set(sequence, value + 1);
    this.#documents("sequence").set(sequence, { id: sequence, next: value + 1 } as Entity);
    this.#mark("sequence", sequence);
    return value;
  }

  /**
   * Resolves when every change made before the call is in Postgres. Calls made while a write is under way share the
   * next one. When a write fails its changes wait for the next call.
   */
  save(): Promise<void> {
    if (this.#changed.size === 0) return this.#writing;
    if (this.#queued) return this.#queued;
    const write = () => {
      this.#queued = undefined;
      return this.#writeChanged();
    };
    this.#queued = this.#writing.then(write, write);
    this.#writing = this.#queued;
    return this.#queued;
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    await this.#writing;
    await this.#pool.query("truncate document restart identity");
    for (const [kind, documents] of this.#kinds) {
      documents.clear();
      this.#grow(kind);
    }
    this.#sequences.clear();
    this.#changed.clear();
  }

  async close(): Promise<void> {
    await this.save();
    await this.#pool.end();
  }

  async #read(): Promise<void> {
    const { rows } = await this.#pool.query<{ kind: string; data: Entity & { next?: number } }>(
      "select kind, data from document order by position",
    );
    for (const { kind, data } of rows) {
      this.#documents(kind).set(data.id, data);
      if (kind === "sequence" && data.next !== undefined) this.#sequences.set(data.id, data.next);
    }
  }

  async #writeChanged(): Promise<void> {
    const changed = this.#changed;
    if (changed.size === 0) return;
    this.#changed = new Map();
    try {
      await this.#write([...changed.values()]);
    } catch (error) {
      this.#changed = new Map([...changed, ...this.#changed]);
      throw error;
    }
  }

  async #write(changes: readonly { readonly kind: string; readonly id: string }[]): Promise<void> {
    const documents = changes.map(({ kind, id }) => {
      const document = this.#documents(kind).get(id);
      return document === undefined ? null : JSON.stringify(document);
    });
    await this.#pool.query({
      // Named, so that it is planned once for each connection.
      name: "write",
      text: `with change as (select * from unnest($1::text[], $2::text[], $3::json[]) as c(kind, id, data)),
            gone as (delete from document d using change c where c.data is null and d.kind = c.kind and d.id = c.id)
       insert into document (kind, id, data) select kind, id, data from change where data is not null
       on conflict (kind, id) do update set data = excluded.data`,
      values: [changes.map(({ kind }) => kind), changes.map(({ id }) => id), documents],
    });
  }

  #documents(kind: string): Map<string, Entity> {
    const known = this.#kinds.get(kind);
    if (known) return known;
    const made = new Map<string, Entity>();
    this.#kinds.set(kind, made);
    return made;
  }

  #tell(kind: string, before: Entity | undefined, after: Entity | undefined): void {
    for (const listener of this.#listeners) listener(kind, before, after);
  }

  #grow(kind: string): void {
    this.#versions.set(kind, this.version(kind) + 1);
  }

  #mark(kind: string, id: string): void {
    this.#grow(kind);
    this.#changed.set(`${kind}\u0000${id}`, { kind, id });
  }
}
