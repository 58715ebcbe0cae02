CREATE TABLE "calendar_revisions" (
	"revision" integer PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"applied_by" text NOT NULL,
	"applied_by_name" text NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"position" text DEFAULT '' NOT NULL,
	"told" integer DEFAULT 0 NOT NULL,
	"moved" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone
);
