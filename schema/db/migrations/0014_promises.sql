CREATE TABLE "promises" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"case_number" text,
	"material_code" text NOT NULL,
	"kind" text NOT NULL,
	"statement" jsonb NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"on_overdue" text NOT NULL,
	"signed_by" text NOT NULL,
	"signed_name" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"handed_in_at" timestamp (3) with time zone,
	"checked_by" text,
	"checked_at" timestamp (3) with time zone,
	"remark" text,
	"reminded_at" timestamp (3) with time zone,
	"overdue_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_checked_by_users_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "promises_draft" ON "promises" USING btree ("draft_id","material_code");--> statement-breakpoint
CREATE INDEX "promises_case" ON "promises" USING btree ("case_number");--> statement-breakpoint
CREATE INDEX "promises_due" ON "promises" USING btree ("due_at") WHERE state = 'open' and case_number is not null and overdue_at is null;