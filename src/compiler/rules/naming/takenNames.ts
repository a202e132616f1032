import type { DbtProject } from '../../document/dbt/project/project.js';

/** The names that stand in a project: of nodes, of their tables, and of what is referred to without being declared (seeds). */
export class TakenNames {
  /** In lower case, as most warehouses fold them, to the nodes that bear them. */
  private readonly owners = new Map<string, Set<string>>();

  constructor({ models, snapshots }: Pick<DbtProject, 'models' | 'snapshots'>) {
    for (const { name, alias, refs } of [...models, ...snapshots]) {
      this.add(name, name);
      if (alias !== null) this.add(alias, name);
      for (const ref of refs) if (ref.package === null) this.add(ref.name, ref.name);
    }
  }

  add(name: string, owner: string): void {
    const lower = name.toLowerCase();
    this.owners.set(lower, (this.owners.get(lower) ?? new Set()).add(owner));
  }

  /** Whether anything but this node bears the name. */
  isTaken(name: string, by: string): boolean {
    return [...(this.owners.get(name.toLowerCase()) ?? [])].some((owner) => owner !== by);
  }
}
