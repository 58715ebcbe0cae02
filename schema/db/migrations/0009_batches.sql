DROP INDEX "cases_definition_open";--> statement-breakpoint
ALTER TABLE "migration_batches" ADD COLUMN "undo" jsonb;--> statement-breakpoint
ALTER TABLE "migration_batches" ADD COLUMN "beat_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "migration_batches_active" ON "migration_batches" USING btree ("beat_at") WHERE state in ('trying', 'running', 'paused', 'undoing');--> statement-breakpoint
CREATE INDEX "cases_definition_open" ON "cases" USING btree ("definition_id","case_number") WHERE ended_at is null;