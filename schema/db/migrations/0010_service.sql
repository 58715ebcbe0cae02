CREATE TABLE "service_choices" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text,
	"case_number" text,
	"channels" jsonb NOT NULL,
	"electronic" boolean NOT NULL,
	"email" text,
	"phone" text,
	"postal_address" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "service_choices_draft_id_unique" UNIQUE("draft_id"),
	CONSTRAINT "service_choices_case_number_unique" UNIQUE("case_number")
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"case_number" text NOT NULL,
	"recipient_kind" text NOT NULL,
	"recipient_name" text NOT NULL,
	"channel" text NOT NULL,
	"address" text,
	"electronic" boolean NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tried_at" timestamp (3) with time zone,
	"retry_at" timestamp (3) with time zone,
	"failure_code" text,
	"failure" text,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"carrier" text,
	"tracking_number" text,
	"receipt" jsonb,
	"signature" text,
	"recorded_by" text
);
--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "services_case" ON "services" USING btree ("case_number","created_at");--> statement-breakpoint
CREATE INDEX "services_document" ON "services" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "services_signature" ON "services" USING btree ("signature") WHERE signature is not null;--> statement-breakpoint
CREATE INDEX "services_waiting" ON "services" USING btree ("retry_at") WHERE retry_at is not null;