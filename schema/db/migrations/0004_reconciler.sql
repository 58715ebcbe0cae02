CREATE TABLE "reconciliations" (
	"case_number" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"history_length" integer NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"name" text PRIMARY KEY NOT NULL,
	"position" text NOT NULL
);
