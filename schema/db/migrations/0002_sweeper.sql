ALTER TABLE "cases" ADD COLUMN "light_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "cases_light" ON "cases" USING btree ("light_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "cases_not_started" ON "cases" USING btree ("submitted_at") WHERE not started;