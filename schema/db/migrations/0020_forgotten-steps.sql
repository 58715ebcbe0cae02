ALTER TABLE "reconciliations" ADD COLUMN "step" integer;--> statement-breakpoint
ALTER TABLE "case_states" ADD COLUMN "outcomes" "bytea";--> statement-breakpoint
ALTER TABLE "case_states" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "case_states_ended" ON "case_states" USING btree ("ended_at") WHERE "case_states"."ended_at" is not null;