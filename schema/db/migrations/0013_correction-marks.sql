CREATE TABLE "correction_marks" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"target" text NOT NULL,
	"path" text NOT NULL,
	"message" text NOT NULL,
	"by_id" text NOT NULL,
	"organisation_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"round" integer
);
--> statement-breakpoint
ALTER TABLE "correction_marks" ADD CONSTRAINT "correction_marks_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_marks" ADD CONSTRAINT "correction_marks_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "correction_marks_open" ON "correction_marks" USING btree ("case_number","target","path","by_id") WHERE round is null;--> statement-breakpoint
CREATE INDEX "correction_marks_case" ON "correction_marks" USING btree ("case_number","at");