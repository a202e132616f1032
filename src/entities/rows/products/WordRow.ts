import { Entity, PrimaryColumn } from 'typeorm';

/** A word that is part of a name in the mesh, in lower case. Kept by a trigger (migrations/0013-words.ts). */
@Entity('words')
export class WordRow {
  @PrimaryColumn('text')
  word: string;
}
