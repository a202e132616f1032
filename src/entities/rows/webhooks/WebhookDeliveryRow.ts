import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type DeliveryStatus = 'pending' | 'delivered' | 'dead';

/** One event that a webhook is to be told of, and what became of it. */
@Entity('webhook_deliveries')
export class WebhookDeliveryRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'webhook_id' })
  webhookId: number;

  /** The number of the event. */
  @Column('integer')
  seq: number;

  /** What it is about: of one lane, each is sent when the one before it has ended. */
  @Column('text')
  lane: string;

  /** When it came to be delivered. */
  @Column('text')
  at: string;

  @Column('text')
  status: DeliveryStatus;

  @Column('integer')
  attempts: number;

  /** What the last attempt was answered; null where there was no answer. */
  @Column('integer', { name: 'response_code', nullable: true })
  responseCode: number | null;

  /** null where none is to come, or the first is to come as soon as it can. */
  @Column('text', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: string | null;

  /** When it was delivered, or given up. */
  @Column('text', { name: 'ended_at', nullable: true })
  endedAt: string | null;

  /** Why the last attempt failed. */
  @Column('text', { nullable: true })
  error: string | null;
}
