CREATE TABLE "document_agencies" (
	"organisation_id" text PRIMARY KEY NOT NULL,
	"mark" text NOT NULL,
	"reconsideration_body" text NOT NULL,
	"court" text NOT NULL,
	CONSTRAINT "document_agencies_mark_unique" UNIQUE("mark")
);
--> statement-breakpoint
CREATE TABLE "document_previews" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"template" jsonb NOT NULL,
	"fields" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"pdf" text,
	"svg" text,
	"failure_code" text,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "document_template_drafts" (
	"kind" text NOT NULL,
	"item_id" text DEFAULT '' NOT NULL,
	"base" integer NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_template_drafts_kind_item_id_pk" PRIMARY KEY("kind","item_id")
);
--> statement-breakpoint
CREATE TABLE "document_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"item_id" text DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"note" text NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_templates_version" UNIQUE("kind","item_id","version")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" text NOT NULL,
	"year" text NOT NULL,
	"sequence" integer NOT NULL,
	"number" text NOT NULL,
	"element" text,
	"template_id" text NOT NULL,
	"language" text NOT NULL,
	"fields" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"failure_code" text,
	"failure" text,
	"issued_at" timestamp (3) with time zone,
	"name" text,
	"sha256" text,
	"size" integer,
	"pages" integer,
	CONSTRAINT "documents_number_unique" UNIQUE("number"),
	CONSTRAINT "documents_sequence" UNIQUE("organisation_id","kind","year","sequence")
);
--> statement-breakpoint
ALTER TABLE "document_agencies" ADD CONSTRAINT "document_agencies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_template_id_document_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."document_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "documents_case" ON "documents" USING btree ("case_number","created_at");--> statement-breakpoint
CREATE INDEX "documents_hash" ON "documents" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "documents_waiting" ON "documents" USING btree ("retry_at") WHERE state <> 'issued';--> statement-breakpoint
create function forbid_change_of_document() returns trigger language plpgsql as $$
begin
  raise exception 'an issued document and a published template never change' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger documents_immutable before update or delete on documents for each row when (old.state = 'issued') execute function forbid_change_of_document();
--> statement-breakpoint
create trigger document_templates_immutable before update or delete on document_templates for each row execute function forbid_change_of_document();
