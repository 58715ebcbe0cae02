CREATE TABLE "expert_changes" (
	"user_id" text NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "expert_changes_user_id_revision_pk" PRIMARY KEY("user_id","revision")
);
--> statement-breakpoint
CREATE TABLE "experts" (
	"user_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"workplace" text DEFAULT '' NOT NULL,
	"ties" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "expert_changes" ADD CONSTRAINT "expert_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_changes" ADD CONSTRAINT "expert_changes_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experts" ADD CONSTRAINT "experts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experts" ADD CONSTRAINT "experts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experts_newest" ON "experts" USING btree ("added_at","user_id");--> statement-breakpoint
CREATE INDEX "experts_drawn" ON "experts" USING btree ("organisation_id") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "expert_pool_user" ON "expert_pool" USING btree ("user_id");--> statement-breakpoint
INSERT INTO "experts" ("user_id", "organisation_id", "added_at")
SELECT "user_id", min("organisation_id"), now() FROM "posts" WHERE "role" = 'expert' GROUP BY "user_id";
