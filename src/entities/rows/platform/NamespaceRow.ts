import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A catalog namespace: a root, or the namespace of a layer (ADR-0021, Layer-to-Namespace Mapping). */
@Entity('namespaces')
export class NamespaceRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  path: string;

  @Column('text')
  name: string;

  @Column('integer', { name: 'parent_id', nullable: true })
  parentId: number | null;

  @Column('integer', { name: 'domain_id', nullable: true })
  domainId: number | null;

  @Column('text', { nullable: true })
  layer: string | null;
}
