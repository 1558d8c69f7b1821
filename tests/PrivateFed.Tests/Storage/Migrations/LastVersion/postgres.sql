
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA hangfire;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE hangfire.aggregatedcounter (
    id bigint NOT NULL,
    key text NOT NULL,
    value bigint NOT NULL,
    expireat timestamp with time zone
);

CREATE SEQUENCE hangfire.aggregatedcounter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.aggregatedcounter_id_seq OWNED BY hangfire.aggregatedcounter.id;

CREATE TABLE hangfire.counter (
    id bigint NOT NULL,
    key text NOT NULL,
    value bigint NOT NULL,
    expireat timestamp with time zone
);

CREATE SEQUENCE hangfire.counter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.counter_id_seq OWNED BY hangfire.counter.id;

CREATE TABLE hangfire.hash (
    id bigint NOT NULL,
    key text NOT NULL,
    field text NOT NULL,
    value text,
    expireat timestamp with time zone,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.hash_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.hash_id_seq OWNED BY hangfire.hash.id;

CREATE TABLE hangfire.job (
    id bigint NOT NULL,
    stateid bigint,
    statename text,
    invocationdata jsonb NOT NULL,
    arguments jsonb NOT NULL,
    createdat timestamp with time zone NOT NULL,
    expireat timestamp with time zone,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.job_id_seq OWNED BY hangfire.job.id;

CREATE TABLE hangfire.jobparameter (
    id bigint NOT NULL,
    jobid bigint NOT NULL,
    name text NOT NULL,
    value text,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.jobparameter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.jobparameter_id_seq OWNED BY hangfire.jobparameter.id;

CREATE TABLE hangfire.jobqueue (
    id bigint NOT NULL,
    jobid bigint NOT NULL,
    queue text NOT NULL,
    fetchedat timestamp with time zone,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.jobqueue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.jobqueue_id_seq OWNED BY hangfire.jobqueue.id;

CREATE TABLE hangfire.list (
    id bigint NOT NULL,
    key text NOT NULL,
    value text,
    expireat timestamp with time zone,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.list_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.list_id_seq OWNED BY hangfire.list.id;

CREATE TABLE hangfire.lock (
    resource text NOT NULL,
    updatecount integer DEFAULT 0 NOT NULL,
    acquired timestamp with time zone
);

CREATE TABLE hangfire.schema (
    version integer NOT NULL
);

CREATE TABLE hangfire.server (
    id text NOT NULL,
    data jsonb,
    lastheartbeat timestamp with time zone NOT NULL,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE TABLE hangfire.set (
    id bigint NOT NULL,
    key text NOT NULL,
    score double precision NOT NULL,
    value text NOT NULL,
    expireat timestamp with time zone,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.set_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.set_id_seq OWNED BY hangfire.set.id;

CREATE TABLE hangfire.state (
    id bigint NOT NULL,
    jobid bigint NOT NULL,
    name text NOT NULL,
    reason text,
    createdat timestamp with time zone NOT NULL,
    data jsonb,
    updatecount integer DEFAULT 0 NOT NULL
);

CREATE SEQUENCE hangfire.state_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE hangfire.state_id_seq OWNED BY hangfire.state.id;

CREATE TABLE public."Activities" (
    "Id" uuid NOT NULL,
    "ActorId" uuid NOT NULL,
    "Type" text NOT NULL,
    "PostId" uuid,
    "Document" text NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "CommentId" uuid
);

CREATE TABLE public."Actors" (
    "Id" uuid NOT NULL,
    "Handle" text NOT NULL,
    "MemberId" uuid,
    "RsaPrivateKey" text NOT NULL,
    "RsaPublicKey" text NOT NULL,
    "Ed25519PrivateKey" text NOT NULL,
    "Ed25519PublicKey" text NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "DeletedAt" timestamp with time zone
);

CREATE TABLE public."AlbumPhotos" (
    "AlbumId" uuid NOT NULL,
    "PhotoId" uuid NOT NULL,
    "Position" integer NOT NULL
);

CREATE TABLE public."Albums" (
    "Id" uuid NOT NULL,
    "MakerId" uuid NOT NULL,
    "Name" text NOT NULL,
    "MadeAt" timestamp with time zone NOT NULL
);

CREATE TABLE public."CircleInvitation" (
    "CirclesId" uuid NOT NULL,
    "InvitationId" uuid NOT NULL
);

CREATE TABLE public."CircleMember" (
    "CircleId" uuid NOT NULL,
    "MembersId" uuid NOT NULL
);

CREATE TABLE public."CirclePost" (
    "CirclesId" uuid NOT NULL,
    "PostId" uuid NOT NULL
);

CREATE TABLE public."CircleRemoteActor" (
    "CircleId" uuid NOT NULL,
    "FollowersId" uuid NOT NULL
);

CREATE TABLE public."Circles" (
    "Id" uuid NOT NULL,
    "Name" text NOT NULL
);

CREATE TABLE public."Comments" (
    "Id" uuid NOT NULL,
    "PostId" uuid NOT NULL,
    "RemoteActorId" uuid,
    "Uri" text,
    "Html" text NOT NULL,
    "PublishedAt" timestamp with time zone NOT NULL,
    "DeletedAt" timestamp with time zone,
    "EditedAt" timestamp with time zone,
    "Extras" text,
    "Language" text,
    "MemberId" uuid,
    "ParentId" uuid,
    "Text" text DEFAULT ''::text NOT NULL,
    "Warning" text DEFAULT ''::text NOT NULL,
    CONSTRAINT "CK_Comments_Someone" CHECK ((("MemberId" IS NULL) <> ("RemoteActorId" IS NULL)))
);

CREATE TABLE public."Consents" (
    "Id" uuid NOT NULL,
    "MemberId" uuid NOT NULL,
    "Version" integer NOT NULL,
    "GivenAt" timestamp with time zone NOT NULL,
    "TakenBackAt" timestamp with time zone
);

CREATE TABLE public."DataProtectionKeys" (
    "Id" integer NOT NULL,
    "FriendlyName" text,
    "Xml" text
);

ALTER TABLE public."DataProtectionKeys" ALTER COLUMN "Id" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public."DataProtectionKeys_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public."Deeds" (
    "Id" bigint NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "Kind" character varying(40) NOT NULL,
    "By" character varying(20) NOT NULL,
    "WhoId" uuid,
    "Who" character varying(200) NOT NULL,
    "AboutId" uuid,
    "About" character varying(200) NOT NULL,
    "More" character varying(300) NOT NULL
);

ALTER TABLE public."Deeds" ALTER COLUMN "Id" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public."Deeds_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public."Deliveries" (
    "Id" bigint NOT NULL,
    "ActivityId" uuid NOT NULL,
    "HostId" uuid NOT NULL,
    "Inbox" text NOT NULL,
    "Urgent" boolean NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "Attempts" integer NOT NULL,
    "DeliveredAt" timestamp with time zone,
    "GivenUpAt" timestamp with time zone,
    "LastError" text,
    "Refusals" integer DEFAULT 0 NOT NULL
);

ALTER TABLE public."Deliveries" ALTER COLUMN "Id" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public."Deliveries_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public."DraftPhotos" (
    "DraftId" uuid NOT NULL,
    "PhotoId" uuid NOT NULL,
    "Position" integer NOT NULL,
    "Description" text NOT NULL
);

CREATE TABLE public."Drafts" (
    "Id" uuid NOT NULL,
    "AuthorId" uuid NOT NULL,
    "Text" text NOT NULL,
    "EventKind" character varying(20),
    "Title" character varying(120) NOT NULL,
    "HappenedOn" date,
    "Audience" character varying(40),
    "Version" integer NOT NULL,
    "WrittenOn" uuid NOT NULL,
    "KeptAt" timestamp with time zone NOT NULL,
    "ShareAt" timestamp with time zone,
    "DueAt" timestamp with time zone,
    "Trouble" text,
    "Turn" integer DEFAULT 0 NOT NULL
);

CREATE TABLE public."Findables" (
    "Id" bigint NOT NULL,
    "SourceId" uuid NOT NULL,
    "PostId" uuid NOT NULL,
    "CommentId" uuid,
    "PhotoId" uuid,
    "At" timestamp with time zone NOT NULL,
    "Words" text NOT NULL,
    "Index" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, "Words")) STORED
);

ALTER TABLE public."Findables" ALTER COLUMN "Id" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public."Findables_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public."Follows" (
    "Id" uuid NOT NULL,
    "ActorId" uuid NOT NULL,
    "RemoteActorId" uuid NOT NULL,
    "State" character varying(20) NOT NULL,
    "Document" text NOT NULL,
    "RequestedAt" timestamp with time zone NOT NULL,
    "DecidedAt" timestamp with time zone,
    "DecidedById" uuid
);

CREATE TABLE public."Histories" (
    "FollowId" uuid NOT NULL,
    "SentAt" timestamp with time zone NOT NULL,
    "SentId" uuid NOT NULL,
    "NextAt" timestamp with time zone NOT NULL
);

CREATE TABLE public."HouseTexts" (
    "Version" integer NOT NULL,
    "Text" text NOT NULL,
    "WrittenAt" timestamp with time zone,
    "WrittenById" uuid
);

CREATE TABLE public."Houses" (
    "Id" integer NOT NULL,
    "Name" text NOT NULL,
    "Domain" text NOT NULL,
    "OpenedAt" timestamp with time zone NOT NULL,
    "Accent" text,
    "Language" text,
    "PictureId" uuid
);

CREATE TABLE public."Invitations" (
    "Id" uuid NOT NULL,
    "SecretHash" bytea NOT NULL,
    "Name" text NOT NULL,
    "Role" character varying(20) NOT NULL,
    "InvitedById" uuid NOT NULL,
    "MadeAt" timestamp with time zone NOT NULL,
    "EndsAt" timestamp with time zone NOT NULL,
    "UsedAt" timestamp with time zone,
    "MemberId" uuid
);

CREATE TABLE public."Leases" (
    "Name" text NOT NULL,
    "Holder" uuid NOT NULL,
    "Until" timestamp with time zone NOT NULL
);

CREATE TABLE public."Letterboxes" (
    "MemberId" uuid NOT NULL,
    "Address" text,
    "WantedAddress" text,
    "ConfirmHash" bytea,
    "ConfirmEndsAt" timestamp with time zone,
    "Rhythm" character varying(20) NOT NULL,
    "Hour" integer NOT NULL,
    "Zone" text,
    "Since" timestamp with time zone NOT NULL,
    "UnreachableSince" timestamp with time zone,
    "AskedAt" timestamp with time zone,
    "AskedTimes" integer DEFAULT 0 NOT NULL
);

CREATE TABLE public."Letters" (
    "Id" uuid NOT NULL,
    "Kind" character varying(20) NOT NULL,
    "MemberId" uuid,
    "Address" text NOT NULL,
    "Name" text,
    "Language" text,
    "Sealed" text,
    "CreatedAt" timestamp with time zone NOT NULL,
    "DueAt" timestamp with time zone NOT NULL,
    "EndsAt" timestamp with time zone,
    "Failures" integer NOT NULL
);

CREATE TABLE public."Members" (
    "Id" uuid NOT NULL,
    "Name" text NOT NULL,
    "Role" character varying(20) NOT NULL,
    "PasswordHash" text NOT NULL,
    "JoinedAt" timestamp with time zone NOT NULL,
    "LastSeenAt" timestamp with time zone,
    "RemovedAt" timestamp with time zone,
    "CodeSecret" bytea,
    "LastCodeStep" bigint DEFAULT 0 NOT NULL,
    "Language" text
);

CREATE TABLE public."News" (
    "Id" uuid NOT NULL,
    "MemberId" uuid NOT NULL,
    "Kind" character varying(20) NOT NULL,
    "PostId" uuid,
    "CommentId" uuid,
    "FollowId" uuid,
    "About" text,
    "At" timestamp with time zone NOT NULL,
    "SeenAt" timestamp with time zone,
    "LetterId" uuid
);

CREATE TABLE public."Passkeys" (
    "Id" uuid NOT NULL,
    "MemberId" uuid NOT NULL,
    "CredentialId" bytea NOT NULL,
    "PublicKey" bytea NOT NULL,
    "SignCount" bigint NOT NULL,
    "Device" text NOT NULL,
    "AddedAt" timestamp with time zone NOT NULL,
    "LastUsedAt" timestamp with time zone
);

CREATE TABLE public."Photos" (
    "Id" uuid NOT NULL,
    "UploadedById" uuid NOT NULL,
    "PostId" uuid,
    "Position" integer NOT NULL,
    "Description" text NOT NULL,
    "Width" integer NOT NULL,
    "Height" integer NOT NULL,
    "Blurhash" text NOT NULL,
    "UploadedAt" timestamp with time zone NOT NULL,
    "SentAs" uuid
);

CREATE TABLE public."PostOffices" (
    "Id" integer NOT NULL,
    "Host" text NOT NULL,
    "Port" integer NOT NULL,
    "Security" character varying(20) NOT NULL,
    "UserName" text,
    "SealedPassword" text,
    "From" text NOT NULL,
    "Show" character varying(20) NOT NULL,
    "LastError" text,
    "FailingSince" timestamp with time zone
);

CREATE TABLE public."PostReport" (
    "PostsId" uuid NOT NULL,
    "ReportId" uuid NOT NULL
);

CREATE TABLE public."PostVersions" (
    "Id" uuid NOT NULL,
    "PostId" uuid NOT NULL,
    "Text" text NOT NULL,
    "Html" text NOT NULL,
    "EventKind" character varying(20),
    "Title" character varying(120) NOT NULL,
    "HappenedOn" date,
    "WrittenAt" timestamp with time zone NOT NULL,
    "ReplacedAt" timestamp with time zone NOT NULL,
    "PhotoDescriptions" text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE public."Posts" (
    "Id" uuid NOT NULL,
    "AuthorId" uuid NOT NULL,
    "Text" text NOT NULL,
    "Html" text NOT NULL,
    "Audience" character varying(20) NOT NULL,
    "PublishedAt" timestamp with time zone NOT NULL,
    "EditedAt" timestamp with time zone,
    "DeletedAt" timestamp with time zone,
    "EventKind" character varying(20),
    "HappenedOn" date,
    "Title" character varying(120) DEFAULT ''::character varying NOT NULL
);

CREATE TABLE public."PushDevices" (
    "Id" uuid NOT NULL,
    "MemberId" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "Endpoint" text NOT NULL,
    "P256dh" text NOT NULL,
    "Auth" text NOT NULL,
    "ToldUntil" timestamp with time zone NOT NULL,
    "RetryAt" timestamp with time zone,
    "Failures" integer NOT NULL,
    "FailingSince" timestamp with time zone
);

CREATE TABLE public."PushKeys" (
    "Id" integer NOT NULL,
    "PublicKey" text NOT NULL,
    "SealedPrivateKey" text NOT NULL
);

CREATE TABLE public."Reactions" (
    "Id" uuid NOT NULL,
    "PostId" uuid NOT NULL,
    "MemberId" uuid,
    "RemoteActorId" uuid,
    "Kind" text NOT NULL,
    "Uri" text,
    "At" timestamp with time zone NOT NULL,
    CONSTRAINT "CK_Reactions_Someone" CHECK ((("MemberId" IS NULL) <> ("RemoteActorId" IS NULL)))
);

CREATE TABLE public."ReceivedActivities" (
    "Id" bigint NOT NULL,
    "Fingerprint" text NOT NULL,
    "RemoteActorId" uuid NOT NULL,
    "Type" text NOT NULL,
    "Document" text NOT NULL,
    "ReceivedAt" timestamp with time zone NOT NULL,
    "Attempts" integer NOT NULL,
    "RetryAt" timestamp with time zone,
    "HandledAt" timestamp with time zone,
    "SetAsideAt" timestamp with time zone,
    "LastError" text
);

ALTER TABLE public."ReceivedActivities" ALTER COLUMN "Id" ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public."ReceivedActivities_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public."RecoveryCodes" (
    "Id" uuid NOT NULL,
    "MemberId" uuid NOT NULL,
    "CodeHash" bytea NOT NULL
);

CREATE TABLE public."RemoteActors" (
    "Id" uuid NOT NULL,
    "Uri" text NOT NULL,
    "HostId" uuid NOT NULL,
    "Type" text NOT NULL,
    "Handle" text NOT NULL,
    "Name" text NOT NULL,
    "Summary" text NOT NULL,
    "Inbox" text NOT NULL,
    "SharedInbox" text,
    "Url" text,
    "IconUrl" text,
    "AccountSince" timestamp with time zone,
    "PictureDueAt" timestamp with time zone,
    "HasPicture" boolean NOT NULL,
    "FetchedAt" timestamp with time zone NOT NULL,
    "AlsoKnownAs" text[],
    "MovedTo" text
);

CREATE TABLE public."RemoteHosts" (
    "Id" uuid NOT NULL,
    "Name" text NOT NULL,
    "LinkKey" bytea NOT NULL,
    "InstanceActorId" uuid,
    "LeasedBy" uuid,
    "LeasedUntil" timestamp with time zone,
    "RetryAt" timestamp with time zone,
    "FailingSince" timestamp with time zone,
    "Failures" integer NOT NULL,
    "LastError" text,
    "LastAnsweredAt" timestamp with time zone,
    "WantsRfc9421" boolean DEFAULT false NOT NULL
);

CREATE TABLE public."RemoteKeys" (
    "Uri" text NOT NULL,
    "RemoteActorId" uuid NOT NULL,
    "Pem" text NOT NULL,
    "FetchedAt" timestamp with time zone NOT NULL
);

CREATE TABLE public."Reports" (
    "Id" uuid NOT NULL,
    "RemoteActorId" uuid NOT NULL,
    "ActorId" uuid,
    "Text" text NOT NULL,
    "ReceivedAt" timestamp with time zone NOT NULL,
    "SeenAt" timestamp with time zone
);

CREATE TABLE public."RetiredKeys" (
    "Id" uuid NOT NULL,
    "ActorId" uuid NOT NULL,
    "RsaPrivateKey" text NOT NULL,
    "AnnouncementId" uuid NOT NULL,
    "RetiredAt" timestamp with time zone NOT NULL
);

CREATE TABLE public."Sessions" (
    "Id" uuid NOT NULL,
    "KeyHash" bytea NOT NULL,
    "MemberId" uuid NOT NULL,
    "Device" text NOT NULL,
    "StartedAt" timestamp with time zone NOT NULL,
    "LastSeenAt" timestamp with time zone NOT NULL,
    "ByLink" boolean DEFAULT false NOT NULL
);

CREATE TABLE public."SetUpLinks" (
    "Id" integer NOT NULL,
    "TokenHash" bytea NOT NULL
);

CREATE TABLE public."SignInLinks" (
    "Id" uuid NOT NULL,
    "SecretHash" bytea NOT NULL,
    "MemberId" uuid NOT NULL,
    "MadeAt" timestamp with time zone NOT NULL,
    "EndsAt" timestamp with time zone NOT NULL,
    "ByMail" boolean DEFAULT false NOT NULL
);

CREATE TABLE public."Visits" (
    "MemberId" uuid NOT NULL,
    "NewSince" timestamp with time zone,
    "LastAt" timestamp with time zone NOT NULL
);

CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);

ALTER TABLE ONLY hangfire.aggregatedcounter ALTER COLUMN id SET DEFAULT nextval('hangfire.aggregatedcounter_id_seq'::regclass);

ALTER TABLE ONLY hangfire.counter ALTER COLUMN id SET DEFAULT nextval('hangfire.counter_id_seq'::regclass);

ALTER TABLE ONLY hangfire.hash ALTER COLUMN id SET DEFAULT nextval('hangfire.hash_id_seq'::regclass);

ALTER TABLE ONLY hangfire.job ALTER COLUMN id SET DEFAULT nextval('hangfire.job_id_seq'::regclass);

ALTER TABLE ONLY hangfire.jobparameter ALTER COLUMN id SET DEFAULT nextval('hangfire.jobparameter_id_seq'::regclass);

ALTER TABLE ONLY hangfire.jobqueue ALTER COLUMN id SET DEFAULT nextval('hangfire.jobqueue_id_seq'::regclass);

ALTER TABLE ONLY hangfire.list ALTER COLUMN id SET DEFAULT nextval('hangfire.list_id_seq'::regclass);

ALTER TABLE ONLY hangfire.set ALTER COLUMN id SET DEFAULT nextval('hangfire.set_id_seq'::regclass);

ALTER TABLE ONLY hangfire.state ALTER COLUMN id SET DEFAULT nextval('hangfire.state_id_seq'::regclass);

INSERT INTO hangfire.schema VALUES (23);

INSERT INTO public."Activities" VALUES ('01a22bdf-518b-7948-8445-1e39cc2d57ec', '01a22bdf-0a84-78b8-b6b6-c0d9658c3378', 'Create', '01a22bdf-518b-7948-8445-1e39cc2d57ec', '{"@context":["https://www.w3.org/ns/activitystreams",{"toot":"http://joinmastodon.org/ns#","sensitive":"as:sensitive","blurhash":"toot:blurhash"}],"id":"https://lindgren.test/activities/01a22bdf-518b-7948-8445-1e39cc2d57ec","type":"Create","actor":"https://lindgren.test/users/mara","published":"2026-11-30T09:53:05Z","to":["https://lindgren.test/users/mara/followers"],"cc":[],"object":{"id":"https://lindgren.test/posts/01a22bdf-518b-7948-8445-1e39cc2d57ec","type":"Note","attributedTo":"https://lindgren.test/users/mara","to":["https://lindgren.test/users/mara/followers"],"cc":[],"published":"2026-11-30T09:53:05Z","url":"https://lindgren.test/posts/01a22bdf-518b-7948-8445-1e39cc2d57ec","content":"<p>The first snow! After the <strong>Fußballspiel</strong> there are waffles at Ingrid''s.</p>","source":{"content":"The first snow! After the **Fußballspiel** there are waffles at Ingrid''s.","mediaType":"text/markdown"},"sensitive":false,"attachment":[],"tag":[],"replies":"https://lindgren.test/posts/01a22bdf-518b-7948-8445-1e39cc2d57ec/replies"}}', '2026-11-30 09:53:05.874653+00', NULL);

INSERT INTO public."Actors" VALUES ('01a22bdf-1104-7d23-91d2-f32b6eb131b4', 'house', NULL, '-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQClZjPMFgkNUMI6
SWXVTByC7+yrgq3C4X/2IP/MbIzGIl292lE7kgqAI6+y1AVMDZFlNgmjrcT+xdAJ
weNT/fMOP806kY6R81wrasTbByP2tumqUIZHHw6VjMW2hcUzhaSA7GS3/gQRPp53
UXVurbs/oEnLJLYPAwFGjBJ4hgRaptE+38zZHQ8UxKmJMwa5ZCQ5N5+OzjbmIw/d
yxau1TNhZMpmT/iUjo5XgypeO0r/ogaQoUP6LbX1+NK4rOPwVDSzw4KoCwQuUeTI
Zo5JWAjwFNUKh/O2jpO1YbqeJ9uRRKJT69886UTmE50CK3BR7f+vcrCBv25N+8mG
CYKvBnENAgMBAAECggEAGnGiqmiDffuBciw1+co3bL/LSQiVm2jOOp3ACAD66Nqp
vibfgfSxdRc/ignX5vbsXhArrl2j90/NGSJEpDMf3xFYUJrg/ni4LcDeRF5544IP
DcneDhTrEgH1wl7Uzo35ZRtmZvxXziIC1/TQH6frHhsUcUQnT3MdixfuBBL5Mzzi
pq6KzavhCIEam23HNh4PPPoB7P0TFQWvh7+MSTf/lXZRUL+tmHc7Tc4mFWMjqOBG
RBH9zfqMn9HzxlUZ5AWI4HLAduq7WXbw/oNnu4ajhQ9OVxlgQ016+SzIYpjjDTE9
IgPajsftM8fkWTrgXG7rMabBu40y0BdJRbM6+AS9CQKBgQDZJrgi5AH/bQK9oeiN
VSKhgUxgiw94VTRra+Ucddps8Q00iZrI90VP3ReP1tmmmlL1VCMQqp2zy0TFhVPm
+rxxtBOBzEPjqNXyKmRIRJ4ysVaE8XLodKWM8b5AJdJYONz9gOm3vLAg2AmAep5c
0CG9PVh5oTy7ideOzSAJ/A1kXwKBgQDC/UyeLQnkf6949i9jQjceRuoNJhJ+/ch3
QmA8K656d9IeN2AnWlJjJmManQwapZ2pfS7ZDyaX7URPEAvTcjX2WwYg+G6UFKZA
w7jsFd5DnFjioc+4nILLq9j+28pnr6tcnv4iKL6KbsOY3JgII3VjUURNM1AQ5Wpp
/7Q97wjCEwKBgBxIhsNEn139fNXmOLvv0srmZGROuH0b2/AB5Z2HXCPEYcvuAFMc
odJ9IYyCl2azwwphIxAQqOm6GAMCEqOLFPBaXBAT4uPMIdGg497l0RUZNAOszyKn
zshE1FrWkkcbYO1D1S0xTl94xAQP9IByO3LCgruU3Kwwj/rxjLLAOZ5RAoGADu+Q
Gt2gUFxneICDCLtdtXgBHZi4+fk+jcQL0xAVgVQESEQ9nUYR4X5jQPqenrvo476v
A/lhH2oRPW0hOsUY1RIL2iKtdbJPOc7EL3FNYShsto9mdeGnMyqqqHr1ehO+sI2N
MdilH710RhU/n//3UfA7px4zF9g62nu3trbEmPkCgYB9RuT0yc4yI7Xu3cROt2xQ
PCrpkuRzBPgdpH+dOH9q8To73jZnGnPqCJzLZ/Bb6cF7ogxvdKAhaZpt0RQhOfjR
0HpaZMphKZTkU8DDEuRQIW1POHbBoKobBHG6q94MmK/LTUAOSK+A6u+aJfljYrnY
V5oioc9cmMaNnrRr6zQLzw==
-----END PRIVATE KEY-----
', '-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApWYzzBYJDVDCOkll1Uwc
gu/sq4KtwuF/9iD/zGyMxiJdvdpRO5IKgCOvstQFTA2RZTYJo63E/sXQCcHjU/3z
Dj/NOpGOkfNcK2rE2wcj9rbpqlCGRx8OlYzFtoXFM4WkgOxkt/4EET6ed1F1bq27
P6BJyyS2DwMBRowSeIYEWqbRPt/M2R0PFMSpiTMGuWQkOTefjs425iMP3csWrtUz
YWTKZk/4lI6OV4MqXjtK/6IGkKFD+i219fjSuKzj8FQ0s8OCqAsELlHkyGaOSVgI
8BTVCofzto6TtWG6nifbkUSiU+vfPOlE5hOdAitwUe3/r3Kwgb9uTfvJhgmCrwZx
DQIDAQAB
-----END PUBLIC KEY-----
', '-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIMruireZegd+t8lQCv4WdkIf19d9HzhAegqhw1IJAR6c
-----END PRIVATE KEY-----
', 'z6Mkfih2KEUZraVKwAupa9BfUUchY5MfdX381YFQXA5EmWK6', '2026-11-30 09:52:47.033435+00', NULL);
INSERT INTO public."Actors" VALUES ('01a22bdf-0a84-78b8-b6b6-c0d9658c3378', 'mara', '01a22bdf-0a26-7ebf-aa25-6b533138189f', '-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQC+ejmoUKSBspps
qVAx7/o7zBhwKtoEoBCNM6KUCsbWiNJZiAebGucYa46hW5X5cAsIWFI8pO1mXc7n
/GFqbcrfPliP37f6NbWtgvt1DhEQryySpIQ4M7RC9lAfr3AnH9Tl+hODdCSMoPhv
kbk6n5eQF3FRmUjmcHtLR3thpPzVAUImJwuXn+GZeI0wl63OZ8nCvb6DACNUJG3r
lp4tMwaO6FlJxsNI7v7vjiVYfCL+Alyh8YewFcsX65lW25S+wzUA3Zc9wwTYU0cm
1nCE9YEOAe4qiaIKBPkasez56fSj1na4OjAohCg53R9lxPDb0D8Zp6ioFmPKLc5d
gkMtFBCfAgMBAAECggEARhYuMf8eUPTZeoMgVYeiMS+LjHZQC2SkQniN6WA/wr/M
epIhjlJrVyJ4dGoBOKuf+52YAOWEzuZUlCra43DrtZI4vxPIG+J4a5RnFy6qW9PB
GGI9nnpz6TG90LLalyLQ0SBf3r41FqPCVjcuC2Kev6/IjAhVeSlJTK1MOmUdfPhZ
92bV7Nj0b9Xy9j1YP+GRhEDNNXpe7gbULNc4BGTIg09LaHvcwHRe/FbvFHxMjRR9
WexoP070SH1B13je6TBccMlFwYjMa6ll8a9uHfLaZhl9v08Ma8EJvrh/HQ8cmOyo
wAZq99bmZTK6+P21UIxMXXvlb+HjfuLN38+lb+OPlQKBgQD9/59Okj4W9qbr1U/h
Vu/o4I9TXn8wJSqAxHHEVniA+nCcJNQE5u0G+7KfL3J3PIJz9CMNTzXIIqINbT01
aHfJQM3q5AOroZYIdQ1PT79p6NmqlA2E5KuQjvsgD9Nkc36ZaOds+ek8JDzdN1Qu
R3+5I3uSpRUI+c8Sq6SxgPRqcwKBgQC/+ncZfscHN/LYO+w8U0UDTBgOaKA4bBm+
6byZCu9b1NseT07+kF3VvX5lWNfOnWZBio8CI5ucj9spt57ISVMCjfZDayg63PC0
dl/bqeG0jf84A2AgqXHffX3Il9U0PODFqoCjvssYX5uTNgzcLrZ1j+p61ZzwaXc+
KLz4TAsaJQKBgGddFUl2Pgo+SeODJUTAilUsvWbh98Rx+3/3cYzC27sxL457dkSg
bSkAWMprFpvrZfMmEPWjnHFblrL8F4KahtTBqIrES7IWyeWbLNVv0Kea+KlwIqhI
HoFvjkaX6iDg10464KL6eK3e2V303C8RLar8A5fD0nGap2gjrZwGrHB9AoGAN46u
ZOxxgL9KQhWlWhfnAvtEgvb4VxvBn6RY9hlaB8Nj3jOpcrYo0bBTIdVCLwMSEqmc
lUvkvrxK+pmvE9tUcIrQ19XtAIvsBO209AcH0I6/a2Bes1UWJU1V13VJOCLeEZY0
QC7464bPqRydQCMsnn0VqJKlJlX/Mjfr6BdppxkCgYAef4KBQVmBytuDj9ugg5eb
MLV8h4EZw7iwGEC/Xg/AKVtUop7ChJiHzVnG4iJ0iwAtl13YqZgaTpBvP+4VsT2b
vaW3ATgUL2X+BqkUYSHLP9qqih1ETbg17He9/WAlGxNpEKOy8yhfGV83TZpI+g0E
jOgRxLNrY843Q+BKJ8ESng==
-----END PRIVATE KEY-----
', '-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvno5qFCkgbKabKlQMe/6
O8wYcCraBKAQjTOilArG1ojSWYgHmxrnGGuOoVuV+XALCFhSPKTtZl3O5/xham3K
3z5Yj9+3+jW1rYL7dQ4REK8skqSEODO0QvZQH69wJx/U5foTg3QkjKD4b5G5Op+X
kBdxUZlI5nB7S0d7YaT81QFCJicLl5/hmXiNMJetzmfJwr2+gwAjVCRt65aeLTMG
juhZScbDSO7+744lWHwi/gJcofGHsBXLF+uZVtuUvsM1AN2XPcME2FNHJtZwhPWB
DgHuKomiCgT5GrHs+en0o9Z2uDowKIQoOd0fZcTw29A/GaeoqBZjyi3OXYJDLRQQ
nwIDAQAB
-----END PUBLIC KEY-----
', '-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIPC7UyuELGvKZhhZcyRM7g1KiO6rjF9UsR55U7Aco/q9
-----END PRIVATE KEY-----
', 'z6MkjuJusTmQzcooZKup5X7LVmtbDXP5caib2xVb5H7yD4kW', '2026-11-30 09:52:47.033435+00', NULL);
INSERT INTO public."Actors" VALUES ('01a22bdf-2315-7228-9b6b-7d05707522de', 'tom', '01a22bdf-2226-7509-a9e8-567f9f0663a2', '-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC+gR6qeLrm9Da/
jqKEtxsZ+L9ksWlVmW6vihloZ0JgOR0DmUf8+YCTxwR744YCwJYjWfF3UpiXhJ1L
ZaY4mmZa74qMYDFyezVOCzoKcfuuK34If+JCpFQIcRXMh2LXS5OnQ2mi2KhR2pi8
RTunpfsTBoLZDlm3Jsp8UMqYcjc3eNuT0tDEGxaqdMFjCIZPgiDcdwkvqTnsj1C5
1lBUlUT8nxg3LDTN6kfXO92+yO2McdTjCKQri7b6+Nd8bwf7bK04O7koBSIc46kG
fdbBvNzsrcbLTWwZepF/F6NcXLg1DGNN1X1SoxlxmZ89Ewfq1gd6a2ub0DMlg07z
txMMh2oLAgMBAAECggEABOQh7u3VCX/7iCdlkvN0SS3HS6UKvDsbwMQuAdJKBsYA
n1g+7mt4FgDxdeLWqDRu6vgnkZo3yXSvjXgXJ2FRLU2HBDKmEBLCd4hJi2tAxaPx
zGDILgez7Xz8qF11yiIFsPozeKBjkWAoWZpC4elBQ/DbWwpQyF5BGROT83mfPpfR
weK3WTnOmfJX9ApqQcIYsvyrrrba7pgNPgJX9Ppj+Y+glJ7ZHSLvTTJRCLnKbVa3
HCLBSL6O5CMR/4g9iX/AE/mWdhqEuNpRZLWYLjdWmXk9fI6B6b0xE9upOVD8+KHJ
ISgTIYS6THcMuJWhmSsVb+3/Tu446pAL7SKLbjslbQKBgQDw+YMBahs0yl/snhbB
9QQT2kFIF8I/4WDX/l/+4amDGClzsAMt+JObYD+6UvMqD3dghXZ2xP9FUkrloeF2
eJ/BPLIjQ0aRbm+9E9VXoQc9i45mcb78BDRgMjwM/aDGSmncPgp4Ksm8r5OPGzgk
294+yC3FztLg5lipdxeOgjRWlwKBgQDKYf2jvTzGsLgo1ZSZpsJmx/39hZ+LtIzb
YEBHyxalkZ/n2HVNCcbM9asWfl5dEPrHC2cJIDI8aYkjdUFuxn4L4FVNTcH+PjWu
Flkd/g/Q9nPERcdl0ctYKjLI36cctxtSItWBvA53QWwAj4+MjZDEnnYkltKMoDHz
bohfElEKrQKBgQCgt+l2QgyPMwKzT+Uhy4bCruinaqE19d2fcZsY5e0m8DCFZjlY
qdfY42LdpIFl5hbam2kdYdpXo8EsUsGLQHxcZ1zwQ+iHCr8fvmCmJ1Iq7C83iFm2
wB8moZqHl4lpdywPpplY+EDAxeGGqsLRYotiGCTfL0hak4dCz5k4hQLfVQKBgGrZ
q5lMaw8X9FMS2H77DT5Irq+wYdjXvVqBic6dydomdX9pyByhYcWKmwaoN1f5g/2c
5oxp5DwDGDWRTbeXsqrAiSjkOdzqqVq9T9XG8kDILbzdfnYierKUrPVjJ47AmfsW
ixUQ3a5W6xestARoJZu5cfTFcGpwlY7Jt9RCDmmNAoGBAMk2H5gcHgfACHwOsjZ3
Ospc3tBM9i/La9OBiAgvAT1DipAMa3m1SzauktYqE3A3e2D1nXJzSlEpfPlgX//m
1AI03issk/UYuo/So8HCflogYVSWk0811oMRpJqMBDu4wb6SSNBw0bd4/a5UPzRO
BMoDh4gs/LywyjiM7E2UXS9t
-----END PRIVATE KEY-----
', '-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvoEeqni65vQ2v46ihLcb
Gfi/ZLFpVZlur4oZaGdCYDkdA5lH/PmAk8cEe+OGAsCWI1nxd1KYl4SdS2WmOJpm
Wu+KjGAxcns1Tgs6CnH7rit+CH/iQqRUCHEVzIdi10uTp0NpotioUdqYvEU7p6X7
EwaC2Q5ZtybKfFDKmHI3N3jbk9LQxBsWqnTBYwiGT4Ig3HcJL6k57I9QudZQVJVE
/J8YNyw0zepH1zvdvsjtjHHU4wikK4u2+vjXfG8H+2ytODu5KAUiHOOpBn3Wwbzc
7K3Gy01sGXqRfxejXFy4NQxjTdV9UqMZcZmfPRMH6tYHemtrm9AzJYNO87cTDIdq
CwIDAQAB
-----END PUBLIC KEY-----
', '-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIOUxNqLFkpV+WxnMuKnJjVOp+17hsIn4qjLoCKUcfD0/
-----END PRIVATE KEY-----
', 'z6MkoFHWQp2SYyYJAZWEM5Rw78R5HZmrcX9iro7MHTL1NuzM', '2026-11-30 09:52:53.108502+00', NULL);
INSERT INTO public."Actors" VALUES ('01a22bdf-3bb2-7e3b-a966-9e41dde2ffc8', 'ingrid', '01a22bdf-3b67-73be-8c2a-914d1428f55a', '-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDOmkd4Poddszi4
JdlEOU3GU8psfE0tLQSBaxe3IDcVb8WHuCVHyCsVMvWXqsGKgQFE/Uamrjc75S3e
EQxpJqYuYjK7/pj/9N1NKgPmSN91CbZxNawKyFkBn0R8V44BfsGDJs4CTRTz3jyB
UU0vOt93qzeTwkp7Pi1G1WOGlcWDFlvr7O+iRcU4BdEvxuikyLEVpyr2QkJiX8MZ
ITnp27WfOLWhXtMMtUKhiUb+Ja4nO0YT3CzunW+CoUt4XQXgiDyHTwX+mUM+f9tt
qGxUzZYg5w4FzqGUe7Oq7EOcSk4xOIqX6F4ICOPUv7HdoGFBqmOqOQtL3A9qaLd9
cLX/zafXAgMBAAECggEAH4EMG+xhBOtC32W6GzqnvvHhAKj1tclTEg8MBzss2yJ3
mwn7+VWvKCTkqVN6/s1MLcJ3ZwxS1NnOJDoyS8h+d702ok8g8orawh0BijibhoPM
I7g8+0nwtJweO924BEdZZ8/fgx9Q7hz52fhVTjnqgJuFtozegauKCO6aJhgpjaLx
fBINn9aZ6QgIWk+pTA8jf7TU3q90AcZMccqVcmwRYUR9cik7nmJr5gODzuMzd85M
sjZIKAWOmbxKmVhN3XVMmwygKSmDvmYAVsqze4vqRoqotUXTVVWtOouqFL1rYTFA
uiLElRM6SyZ69L9OumQn0U9BqzGxYJxpA/1wXKUXDQKBgQDwx/66Nf+eGo3f2uDP
PY7bBRTWnZ7baRBx47zFb1NVdtcxdAnBt2jWRcDqsj6Q2nC/S6EKM/rf4YjFohgr
BI5higa/T88T4+4rNkTWU+qdCGtVvYD2ErC7QbJnU8CLqZp/XIHmzpsvWNQM53O7
Ye4yYUOuxjmqT57TbOoAJM26FQKBgQDbqUBbNdU3JdIuKZFh12pqq7+x0isQJzhI
QNRa8E4NM9J0ZLK3C1ecSffvalkS5kDtNcSzUH/v4FiYIve7CWPeSPX25HB6VgDI
G/PaFg+3kcESDsfE3Qa7fSvblNMSWS8MipTaFT/4SBqSRLia6vIFQ4AM7q3RcUag
vx4fEt7xOwKBgC3XFZLkBudVzN7qb9RkttbRz9bQKVdCWGQmZGD+QdJKjsuWeOkN
fwMUQpcsGic/vylcP6uOm9uVt5FQu+MsueKuAXzYt+bkhQprCY34afk9ihnHu06d
3lG4PzvWwRiV0JkgxoZnnTnVYoGWav0ots2WoOkcSgw3nlhIKwCeASDFAoGACz0A
juoVK4oi07vKtV/JEQYSe62OCHiJN6EhfDmZNLG3Db9tKVJKPDPInJYrUn03Syua
EbaHpSUsQzReylHzqxa+htAvNQMbbSGI+1pvmWu6ngrli5vnUUZZLRXTKrgnYRPi
A7pcmH5P5bXgYASvNze54G+BsxqBi43bo6lagKsCgYEAnKF843bjtSxsdtxxXztp
xXl5Efb9x2WefJPKzUDPLor2tkTEY6VTndorE2MwEZ0+VkA5Y/Oig2t6IKrpHkZ7
txzhfticZ0gbkMFp6IX5HZTxDwbjHjTkXBlgCw3GY5V9h9MU8otmX3PiLgPqtpvW
zPnjs+QMXe6ld7uWrT39mS8=
-----END PRIVATE KEY-----
', '-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzppHeD6HXbM4uCXZRDlN
xlPKbHxNLS0EgWsXtyA3FW/Fh7glR8grFTL1l6rBioEBRP1Gpq43O+Ut3hEMaSam
LmIyu/6Y//TdTSoD5kjfdQm2cTWsCshZAZ9EfFeOAX7BgybOAk0U8948gVFNLzrf
d6s3k8JKez4tRtVjhpXFgxZb6+zvokXFOAXRL8bopMixFacq9kJCYl/DGSE56du1
nzi1oV7TDLVCoYlG/iWuJztGE9ws7p1vgqFLeF0F4Ig8h08F/plDPn/bbahsVM2W
IOcOBc6hlHuzquxDnEpOMTiKl+heCAjj1L+x3aBhQapjqjkLS9wPami3fXC1/82n
1wIDAQAB
-----END PUBLIC KEY-----
', '-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIF1DppAbb1setRd/ijTlF3PP1I55VKDKvHqFT+Cf+oO+
-----END PRIVATE KEY-----
', 'z6Mkt4QQj6ie3DvKFHmQUvWq2J2suRvnh6pPh5s9LGs3jE8S', '2026-11-30 09:52:59.591703+00', NULL);

INSERT INTO public."Comments" VALUES ('01a22b00-0000-7000-8000-000000000004', '01a22bdf-518b-7948-8445-1e39cc2d57ec', '01a22b00-0000-7000-8000-000000000002', 'https://joe-server.test/notes/1', '<p>How lovely!</p>', '2026-11-30 08:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, '', '');

INSERT INTO public."DataProtectionKeys" VALUES (1, 'key-5f87409d-cf9e-4159-b778-65d037e0c928', '<key id="5f87409d-cf9e-4159-b778-65d037e0c928" version="1"><creationDate>2026-11-30T09:57:13.3803441Z</creationDate><activationDate>2026-11-30T09:57:13.3803441Z</activationDate><expirationDate>2027-02-28T09:57:13.3803441Z</expirationDate><descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60"><descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" /><masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection"><!-- Warning: the key below is in an unencrypted form. --><value>9Zg3YdzNSfJrAK6JFff6nKRZUSUfmqfjV86WVrcUGyK9jo/a8gF1jNJvneknPXX/ktLGs/YcVyJqKr0rB6gUlA==</value></masterKey></descriptor></descriptor></key>');

INSERT INTO public."Deeds" VALUES (1, '2026-11-30 09:52:48.804628+00', 'HouseOpened', 'CommandLine', NULL, '', '01a22bdf-0a26-7ebf-aa25-6b533138189f', 'Mara Lindgren', 'The Lindgrens');
INSERT INTO public."Deeds" VALUES (2, '2026-11-30 09:52:54.996634+00', 'MemberAdded', 'CommandLine', NULL, '', '01a22bdf-2226-7509-a9e8-567f9f0663a2', 'Tom Lindgren', '');
INSERT INTO public."Deeds" VALUES (3, '2026-11-30 09:53:00.944297+00', 'MemberAdded', 'CommandLine', NULL, '', '01a22bdf-3b67-73be-8c2a-914d1428f55a', 'Ingrid', '');

INSERT INTO public."Findables" VALUES (1, '01a22bdf-518b-7948-8445-1e39cc2d57ec', '01a22bdf-518b-7948-8445-1e39cc2d57ec', NULL, NULL, '2026-11-30 09:53:05.874653+00', 'the first snow after the fussballspiel there are waffles at ingrid s', DEFAULT);
INSERT INTO public."Findables" VALUES (2, '01a22b00-0000-7000-8000-000000000004', '01a22bdf-518b-7948-8445-1e39cc2d57ec', '01a22b00-0000-7000-8000-000000000004', NULL, '2026-11-30 08:00:00+00', 'how lovely', DEFAULT);

INSERT INTO public."Follows" VALUES ('01a22b00-0000-7000-8000-000000000003', '01a22bdf-0a84-78b8-b6b6-c0d9658c3378', '01a22b00-0000-7000-8000-000000000002', 'Accepted', '{"id":"https://joe-server.test/follows/1","type":"Follow","actor":"https://joe-server.test/users/joe","object":"https://lindgren.test/users/mara"}', '2026-11-30 08:00:00+00', '2026-11-30 08:00:00+00', NULL);

INSERT INTO public."Houses" VALUES (1, 'The Lindgrens', 'lindgren.test', '2026-11-30 09:52:47.033435+00', NULL, NULL, NULL);

INSERT INTO public."Members" VALUES ('01a22bdf-0a26-7ebf-aa25-6b533138189f', 'Mara Lindgren', 'Owner', '$argon2id$v=19$m=19456,t=2,p=1$+d1s5w7H5wC8+i6OLy8WAA==$jtgvLj/nw+KpGD+oobGemC7Qnc4wOluldfzzlXWCByY=', '2026-11-30 09:52:47.033435+00', NULL, NULL, NULL, 0, NULL);
INSERT INTO public."Members" VALUES ('01a22bdf-2226-7509-a9e8-567f9f0663a2', 'Tom Lindgren', 'Author', '$argon2id$v=19$m=19456,t=2,p=1$5LpEhp0Tvuf6Wa5ImSJO1g==$z47LhbwcnVCwmlGK3PJ+JBdDgpd62h6ad9z8fpTHIf4=', '2026-11-30 09:52:53.108502+00', NULL, NULL, NULL, 0, NULL);
INSERT INTO public."Members" VALUES ('01a22bdf-3b67-73be-8c2a-914d1428f55a', 'Ingrid', 'Member', '$argon2id$v=19$m=19456,t=2,p=1$tO6Zp3VmY+BaUbOBzgiLCw==$KhsYc1UEmk7vUlk0f1GmBH5lfrnjuKUQNTQ8Syp5iQA=', '2026-11-30 09:52:59.591703+00', '2026-11-30 09:57:17.329699+00', NULL, NULL, 0, NULL);

INSERT INTO public."News" VALUES ('01a22bdf-580b-7780-a8c5-4e28092009b3', '01a22bdf-2226-7509-a9e8-567f9f0663a2', 'Post', '01a22bdf-518b-7948-8445-1e39cc2d57ec', NULL, NULL, NULL, '2026-11-30 09:53:05.874653+00', NULL, NULL);
INSERT INTO public."News" VALUES ('01a22bdf-582e-71fc-a030-d371654cc564', '01a22bdf-3b67-73be-8c2a-914d1428f55a', 'Post', '01a22bdf-518b-7948-8445-1e39cc2d57ec', NULL, NULL, NULL, '2026-11-30 09:53:05.874653+00', NULL, NULL);

INSERT INTO public."Posts" VALUES ('01a22bdf-518b-7948-8445-1e39cc2d57ec', '01a22bdf-0a26-7ebf-aa25-6b533138189f', 'The first snow! After the **Fußballspiel** there are waffles at Ingrid''s.', '<p>The first snow! After the <strong>Fußballspiel</strong> there are waffles at Ingrid''s.</p>', 'Everyone', '2026-11-30 09:53:05.874653+00', NULL, NULL, NULL, NULL, '');

INSERT INTO public."RemoteActors" VALUES ('01a22b00-0000-7000-8000-000000000002', 'https://joe-server.test/users/joe', '01a22b00-0000-7000-8000-000000000001', 'Person', 'joe', 'Joe', '', 'https://joe-server.test/users/joe/inbox', NULL, NULL, NULL, NULL, NULL, false, '2026-11-30 08:00:00+00', NULL, NULL);

INSERT INTO public."RemoteHosts" VALUES ('01a22b00-0000-7000-8000-000000000001', 'joe-server.test', '\x0707070707070707070707070707070707070707070707070707070707070707', '01a22b00-0000-7000-8000-000000000005', NULL, NULL, NULL, NULL, 0, NULL, NULL, false);

INSERT INTO public."Sessions" VALUES ('01a22be3-299e-7442-8002-966e2aeffc06', '\x85d30c9e34c0ca9acf6ac46cde4205835eca7237c6ec01ec374e5d6847e074ef', '01a22bdf-3b67-73be-8c2a-914d1428f55a', 'Another device', '2026-11-30 09:57:17.329699+00', '2026-11-30 09:57:17.329699+00', false);

INSERT INTO public."__EFMigrationsHistory" VALUES ('20261125003404_First', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261125025447_SpeakWithEveryone', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261125033145_Reading', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261125033146_SearchIndex', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261125034705_ComingIn', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261125072353_Languages', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261129120332_EverydayLife', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261129161434_LastLetter', '10.0.15');

SELECT pg_catalog.setval('hangfire.aggregatedcounter_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.counter_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.hash_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.job_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.jobparameter_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.jobqueue_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.list_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.set_id_seq', 1, false);

SELECT pg_catalog.setval('hangfire.state_id_seq', 1, false);

SELECT pg_catalog.setval('public."DataProtectionKeys_Id_seq"', 1, true);

SELECT pg_catalog.setval('public."Deeds_Id_seq"', 3, true);

SELECT pg_catalog.setval('public."Deliveries_Id_seq"', 1, false);

SELECT pg_catalog.setval('public."Findables_Id_seq"', 2, true);

SELECT pg_catalog.setval('public."ReceivedActivities_Id_seq"', 1, false);

ALTER TABLE ONLY hangfire.aggregatedcounter
    ADD CONSTRAINT aggregatedcounter_key_key UNIQUE (key);

ALTER TABLE ONLY hangfire.aggregatedcounter
    ADD CONSTRAINT aggregatedcounter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.hash
    ADD CONSTRAINT hash_key_field_key UNIQUE (key, field);

ALTER TABLE ONLY hangfire.hash
    ADD CONSTRAINT hash_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.jobparameter
    ADD CONSTRAINT jobparameter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.jobqueue
    ADD CONSTRAINT jobqueue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.list
    ADD CONSTRAINT list_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.lock
    ADD CONSTRAINT lock_resource_key UNIQUE (resource);

ALTER TABLE ONLY hangfire.lock REPLICA IDENTITY USING INDEX lock_resource_key;

ALTER TABLE ONLY hangfire.schema
    ADD CONSTRAINT schema_pkey PRIMARY KEY (version);

ALTER TABLE ONLY hangfire.server
    ADD CONSTRAINT server_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.set
    ADD CONSTRAINT set_key_value_key UNIQUE (key, value);

ALTER TABLE ONLY hangfire.set
    ADD CONSTRAINT set_pkey PRIMARY KEY (id);

ALTER TABLE ONLY hangfire.state
    ADD CONSTRAINT state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public."Activities"
    ADD CONSTRAINT "PK_Activities" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Actors"
    ADD CONSTRAINT "PK_Actors" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."AlbumPhotos"
    ADD CONSTRAINT "PK_AlbumPhotos" PRIMARY KEY ("AlbumId", "PhotoId");

ALTER TABLE ONLY public."Albums"
    ADD CONSTRAINT "PK_Albums" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."CircleInvitation"
    ADD CONSTRAINT "PK_CircleInvitation" PRIMARY KEY ("CirclesId", "InvitationId");

ALTER TABLE ONLY public."CircleMember"
    ADD CONSTRAINT "PK_CircleMember" PRIMARY KEY ("CircleId", "MembersId");

ALTER TABLE ONLY public."CirclePost"
    ADD CONSTRAINT "PK_CirclePost" PRIMARY KEY ("CirclesId", "PostId");

ALTER TABLE ONLY public."CircleRemoteActor"
    ADD CONSTRAINT "PK_CircleRemoteActor" PRIMARY KEY ("CircleId", "FollowersId");

ALTER TABLE ONLY public."Circles"
    ADD CONSTRAINT "PK_Circles" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Comments"
    ADD CONSTRAINT "PK_Comments" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Consents"
    ADD CONSTRAINT "PK_Consents" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."DataProtectionKeys"
    ADD CONSTRAINT "PK_DataProtectionKeys" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Deeds"
    ADD CONSTRAINT "PK_Deeds" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Deliveries"
    ADD CONSTRAINT "PK_Deliveries" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."DraftPhotos"
    ADD CONSTRAINT "PK_DraftPhotos" PRIMARY KEY ("DraftId", "PhotoId");

ALTER TABLE ONLY public."Drafts"
    ADD CONSTRAINT "PK_Drafts" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Findables"
    ADD CONSTRAINT "PK_Findables" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Follows"
    ADD CONSTRAINT "PK_Follows" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Histories"
    ADD CONSTRAINT "PK_Histories" PRIMARY KEY ("FollowId");

ALTER TABLE ONLY public."HouseTexts"
    ADD CONSTRAINT "PK_HouseTexts" PRIMARY KEY ("Version");

ALTER TABLE ONLY public."Houses"
    ADD CONSTRAINT "PK_Houses" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Invitations"
    ADD CONSTRAINT "PK_Invitations" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Leases"
    ADD CONSTRAINT "PK_Leases" PRIMARY KEY ("Name");

ALTER TABLE ONLY public."Letterboxes"
    ADD CONSTRAINT "PK_Letterboxes" PRIMARY KEY ("MemberId");

ALTER TABLE ONLY public."Letters"
    ADD CONSTRAINT "PK_Letters" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Members"
    ADD CONSTRAINT "PK_Members" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."News"
    ADD CONSTRAINT "PK_News" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Passkeys"
    ADD CONSTRAINT "PK_Passkeys" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Photos"
    ADD CONSTRAINT "PK_Photos" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."PostOffices"
    ADD CONSTRAINT "PK_PostOffices" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."PostReport"
    ADD CONSTRAINT "PK_PostReport" PRIMARY KEY ("PostsId", "ReportId");

ALTER TABLE ONLY public."PostVersions"
    ADD CONSTRAINT "PK_PostVersions" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Posts"
    ADD CONSTRAINT "PK_Posts" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."PushDevices"
    ADD CONSTRAINT "PK_PushDevices" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."PushKeys"
    ADD CONSTRAINT "PK_PushKeys" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Reactions"
    ADD CONSTRAINT "PK_Reactions" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."ReceivedActivities"
    ADD CONSTRAINT "PK_ReceivedActivities" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."RecoveryCodes"
    ADD CONSTRAINT "PK_RecoveryCodes" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."RemoteActors"
    ADD CONSTRAINT "PK_RemoteActors" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."RemoteHosts"
    ADD CONSTRAINT "PK_RemoteHosts" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."RemoteKeys"
    ADD CONSTRAINT "PK_RemoteKeys" PRIMARY KEY ("Uri");

ALTER TABLE ONLY public."Reports"
    ADD CONSTRAINT "PK_Reports" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."RetiredKeys"
    ADD CONSTRAINT "PK_RetiredKeys" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Sessions"
    ADD CONSTRAINT "PK_Sessions" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."SetUpLinks"
    ADD CONSTRAINT "PK_SetUpLinks" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."SignInLinks"
    ADD CONSTRAINT "PK_SignInLinks" PRIMARY KEY ("Id");

ALTER TABLE ONLY public."Visits"
    ADD CONSTRAINT "PK_Visits" PRIMARY KEY ("MemberId");

ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");

CREATE INDEX ix_hangfire_counter_expireat ON hangfire.counter USING btree (expireat);

CREATE INDEX ix_hangfire_counter_key ON hangfire.counter USING btree (key);

CREATE INDEX ix_hangfire_hash_expireat ON hangfire.hash USING btree (expireat);

CREATE INDEX ix_hangfire_job_expireat ON hangfire.job USING btree (expireat);

CREATE INDEX ix_hangfire_job_statename ON hangfire.job USING btree (statename);

CREATE INDEX ix_hangfire_job_statename_is_not_null ON hangfire.job USING btree (statename) INCLUDE (id) WHERE (statename IS NOT NULL);

CREATE INDEX ix_hangfire_jobparameter_jobidandname ON hangfire.jobparameter USING btree (jobid, name);

CREATE INDEX ix_hangfire_jobqueue_fetchedat_queue_jobid ON hangfire.jobqueue USING btree (fetchedat NULLS FIRST, queue, jobid);

CREATE INDEX ix_hangfire_jobqueue_jobidandqueue ON hangfire.jobqueue USING btree (jobid, queue);

CREATE INDEX ix_hangfire_jobqueue_queueandfetchedat ON hangfire.jobqueue USING btree (queue, fetchedat);

CREATE INDEX ix_hangfire_list_expireat ON hangfire.list USING btree (expireat);

CREATE INDEX ix_hangfire_set_expireat ON hangfire.set USING btree (expireat);

CREATE INDEX ix_hangfire_set_key_score ON hangfire.set USING btree (key, score);

CREATE INDEX ix_hangfire_state_jobid ON hangfire.state USING btree (jobid);

CREATE INDEX "IX_Activities_CommentId" ON public."Activities" USING btree ("CommentId");

CREATE INDEX "IX_Activities_PostId_CreatedAt" ON public."Activities" USING btree ("PostId", "CreatedAt");

CREATE UNIQUE INDEX "IX_Actors_Handle" ON public."Actors" USING btree ("Handle");

CREATE UNIQUE INDEX "IX_Actors_MemberId" ON public."Actors" USING btree ("MemberId");

CREATE INDEX "IX_AlbumPhotos_PhotoId" ON public."AlbumPhotos" USING btree ("PhotoId");

CREATE INDEX "IX_Albums_MakerId" ON public."Albums" USING btree ("MakerId");

CREATE INDEX "IX_CircleInvitation_InvitationId" ON public."CircleInvitation" USING btree ("InvitationId");

CREATE INDEX "IX_CircleMember_MembersId" ON public."CircleMember" USING btree ("MembersId");

CREATE INDEX "IX_CirclePost_PostId" ON public."CirclePost" USING btree ("PostId");

CREATE INDEX "IX_CircleRemoteActor_FollowersId" ON public."CircleRemoteActor" USING btree ("FollowersId");

CREATE UNIQUE INDEX "IX_Circles_Name" ON public."Circles" USING btree ("Name");

CREATE INDEX "IX_Comments_MemberId" ON public."Comments" USING btree ("MemberId");

CREATE INDEX "IX_Comments_ParentId" ON public."Comments" USING btree ("ParentId");

CREATE INDEX "IX_Comments_PostId" ON public."Comments" USING btree ("PostId");

CREATE INDEX "IX_Comments_RemoteActorId" ON public."Comments" USING btree ("RemoteActorId");

CREATE UNIQUE INDEX "IX_Comments_Uri" ON public."Comments" USING btree ("Uri");

CREATE INDEX "IX_Consents_MemberId" ON public."Consents" USING btree ("MemberId");

CREATE INDEX "IX_Deeds_AboutId_Id" ON public."Deeds" USING btree ("AboutId", "Id");

CREATE INDEX "IX_Deeds_WhoId_Id" ON public."Deeds" USING btree ("WhoId", "Id");

CREATE INDEX "IX_Deliveries_ActivityId" ON public."Deliveries" USING btree ("ActivityId");

CREATE INDEX "IX_Deliveries_GivenUp" ON public."Deliveries" USING btree ("HostId", "GivenUpAt") WHERE ("GivenUpAt" IS NOT NULL);

CREATE INDEX "IX_Deliveries_Owed" ON public."Deliveries" USING btree ("HostId", "Id") WHERE (("DeliveredAt" IS NULL) AND ("GivenUpAt" IS NULL));

CREATE INDEX "IX_DraftPhotos_PhotoId" ON public."DraftPhotos" USING btree ("PhotoId");

CREATE INDEX "IX_Drafts_AuthorId" ON public."Drafts" USING btree ("AuthorId");

CREATE INDEX "IX_Drafts_DueAt" ON public."Drafts" USING btree ("DueAt") WHERE ("DueAt" IS NOT NULL);

CREATE INDEX "IX_Findables_CommentId" ON public."Findables" USING btree ("CommentId");

CREATE INDEX "IX_Findables_Index" ON public."Findables" USING gin ("Index");

CREATE INDEX "IX_Findables_PhotoId" ON public."Findables" USING btree ("PhotoId");

CREATE INDEX "IX_Findables_PostId" ON public."Findables" USING btree ("PostId");

CREATE UNIQUE INDEX "IX_Findables_SourceId" ON public."Findables" USING btree ("SourceId");

CREATE UNIQUE INDEX "IX_Follows_ActorId_RemoteActorId" ON public."Follows" USING btree ("ActorId", "RemoteActorId");

CREATE INDEX "IX_Follows_RemoteActorId_State" ON public."Follows" USING btree ("RemoteActorId", "State");

CREATE INDEX "IX_Invitations_InvitedById" ON public."Invitations" USING btree ("InvitedById");

CREATE UNIQUE INDEX "IX_Invitations_SecretHash" ON public."Invitations" USING btree ("SecretHash");

CREATE INDEX "IX_Letters_DueAt" ON public."Letters" USING btree ("DueAt");

CREATE INDEX "IX_News_CommentId" ON public."News" USING btree ("CommentId");

CREATE INDEX "IX_News_FollowId" ON public."News" USING btree ("FollowId");

CREATE INDEX "IX_News_LetterId" ON public."News" USING btree ("LetterId");

CREATE INDEX "IX_News_MemberId_At" ON public."News" USING btree ("MemberId", "At");

CREATE INDEX "IX_News_PostId" ON public."News" USING btree ("PostId");

CREATE INDEX "IX_News_Unseen" ON public."News" USING btree ("MemberId") WHERE ("SeenAt" IS NULL);

CREATE UNIQUE INDEX "IX_Passkeys_CredentialId" ON public."Passkeys" USING btree ("CredentialId");

CREATE INDEX "IX_Passkeys_MemberId" ON public."Passkeys" USING btree ("MemberId");

CREATE INDEX "IX_Photos_PostId" ON public."Photos" USING btree ("PostId");

CREATE INDEX "IX_Photos_UploadedById_PostId" ON public."Photos" USING btree ("UploadedById", "PostId");

CREATE UNIQUE INDEX "IX_Photos_UploadedById_SentAs" ON public."Photos" USING btree ("UploadedById", "SentAs");

CREATE INDEX "IX_PostReport_ReportId" ON public."PostReport" USING btree ("ReportId");

CREATE INDEX "IX_PostVersions_PostId" ON public."PostVersions" USING btree ("PostId");

CREATE INDEX "IX_Posts_AuthorId" ON public."Posts" USING btree ("AuthorId");

CREATE INDEX "IX_Posts_HappenedOn" ON public."Posts" USING btree ("HappenedOn") WHERE ("HappenedOn" IS NOT NULL);

CREATE INDEX "IX_Posts_PublishedAt_Id" ON public."Posts" USING btree ("PublishedAt", "Id");

CREATE UNIQUE INDEX "IX_PushDevices_Endpoint" ON public."PushDevices" USING btree ("Endpoint");

CREATE INDEX "IX_PushDevices_MemberId" ON public."PushDevices" USING btree ("MemberId");

CREATE INDEX "IX_PushDevices_SessionId" ON public."PushDevices" USING btree ("SessionId");

CREATE INDEX "IX_Reactions_MemberId" ON public."Reactions" USING btree ("MemberId");

CREATE UNIQUE INDEX "IX_Reactions_PostId_MemberId_Kind" ON public."Reactions" USING btree ("PostId", "MemberId", "Kind");

CREATE UNIQUE INDEX "IX_Reactions_PostId_RemoteActorId_Kind" ON public."Reactions" USING btree ("PostId", "RemoteActorId", "Kind");

CREATE INDEX "IX_Reactions_RemoteActorId" ON public."Reactions" USING btree ("RemoteActorId");

CREATE UNIQUE INDEX "IX_ReceivedActivities_Fingerprint" ON public."ReceivedActivities" USING btree ("Fingerprint");

CREATE INDEX "IX_ReceivedActivities_RemoteActorId" ON public."ReceivedActivities" USING btree ("RemoteActorId");

CREATE INDEX "IX_ReceivedActivities_SetAsideAt" ON public."ReceivedActivities" USING btree ("SetAsideAt") WHERE ("SetAsideAt" IS NOT NULL);

CREATE INDEX "IX_ReceivedActivities_Unhandled" ON public."ReceivedActivities" USING btree ("Id") WHERE (("HandledAt" IS NULL) AND ("SetAsideAt" IS NULL));

CREATE INDEX "IX_RecoveryCodes_MemberId" ON public."RecoveryCodes" USING btree ("MemberId");

CREATE INDEX "IX_RemoteActors_HostId" ON public."RemoteActors" USING btree ("HostId");

CREATE INDEX "IX_RemoteActors_PictureDueAt" ON public."RemoteActors" USING btree ("PictureDueAt");

CREATE UNIQUE INDEX "IX_RemoteActors_Uri" ON public."RemoteActors" USING btree ("Uri");

CREATE UNIQUE INDEX "IX_RemoteHosts_Name" ON public."RemoteHosts" USING btree ("Name");

CREATE INDEX "IX_RemoteKeys_RemoteActorId" ON public."RemoteKeys" USING btree ("RemoteActorId");

CREATE INDEX "IX_Reports_ActorId" ON public."Reports" USING btree ("ActorId");

CREATE INDEX "IX_Reports_RemoteActorId" ON public."Reports" USING btree ("RemoteActorId");

CREATE UNIQUE INDEX "IX_Sessions_KeyHash" ON public."Sessions" USING btree ("KeyHash");

CREATE INDEX "IX_Sessions_MemberId" ON public."Sessions" USING btree ("MemberId");

CREATE INDEX "IX_SignInLinks_MemberId" ON public."SignInLinks" USING btree ("MemberId");

CREATE UNIQUE INDEX "IX_SignInLinks_SecretHash" ON public."SignInLinks" USING btree ("SecretHash");

ALTER TABLE ONLY hangfire.jobparameter
    ADD CONSTRAINT jobparameter_jobid_fkey FOREIGN KEY (jobid) REFERENCES hangfire.job(id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY hangfire.state
    ADD CONSTRAINT state_jobid_fkey FOREIGN KEY (jobid) REFERENCES hangfire.job(id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public."Actors"
    ADD CONSTRAINT "FK_Actors_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id");

ALTER TABLE ONLY public."AlbumPhotos"
    ADD CONSTRAINT "FK_AlbumPhotos_Albums_AlbumId" FOREIGN KEY ("AlbumId") REFERENCES public."Albums"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."AlbumPhotos"
    ADD CONSTRAINT "FK_AlbumPhotos_Photos_PhotoId" FOREIGN KEY ("PhotoId") REFERENCES public."Photos"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Albums"
    ADD CONSTRAINT "FK_Albums_Members_MakerId" FOREIGN KEY ("MakerId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CircleInvitation"
    ADD CONSTRAINT "FK_CircleInvitation_Circles_CirclesId" FOREIGN KEY ("CirclesId") REFERENCES public."Circles"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CircleInvitation"
    ADD CONSTRAINT "FK_CircleInvitation_Invitations_InvitationId" FOREIGN KEY ("InvitationId") REFERENCES public."Invitations"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CircleMember"
    ADD CONSTRAINT "FK_CircleMember_Circles_CircleId" FOREIGN KEY ("CircleId") REFERENCES public."Circles"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CircleMember"
    ADD CONSTRAINT "FK_CircleMember_Members_MembersId" FOREIGN KEY ("MembersId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CirclePost"
    ADD CONSTRAINT "FK_CirclePost_Circles_CirclesId" FOREIGN KEY ("CirclesId") REFERENCES public."Circles"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CirclePost"
    ADD CONSTRAINT "FK_CirclePost_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CircleRemoteActor"
    ADD CONSTRAINT "FK_CircleRemoteActor_Circles_CircleId" FOREIGN KEY ("CircleId") REFERENCES public."Circles"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."CircleRemoteActor"
    ADD CONSTRAINT "FK_CircleRemoteActor_RemoteActors_FollowersId" FOREIGN KEY ("FollowersId") REFERENCES public."RemoteActors"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Comments"
    ADD CONSTRAINT "FK_Comments_Comments_ParentId" FOREIGN KEY ("ParentId") REFERENCES public."Comments"("Id") ON DELETE SET NULL;

ALTER TABLE ONLY public."Comments"
    ADD CONSTRAINT "FK_Comments_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id");

ALTER TABLE ONLY public."Comments"
    ADD CONSTRAINT "FK_Comments_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Comments"
    ADD CONSTRAINT "FK_Comments_RemoteActors_RemoteActorId" FOREIGN KEY ("RemoteActorId") REFERENCES public."RemoteActors"("Id");

ALTER TABLE ONLY public."Deliveries"
    ADD CONSTRAINT "FK_Deliveries_Activities_ActivityId" FOREIGN KEY ("ActivityId") REFERENCES public."Activities"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Deliveries"
    ADD CONSTRAINT "FK_Deliveries_RemoteHosts_HostId" FOREIGN KEY ("HostId") REFERENCES public."RemoteHosts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."DraftPhotos"
    ADD CONSTRAINT "FK_DraftPhotos_Drafts_DraftId" FOREIGN KEY ("DraftId") REFERENCES public."Drafts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."DraftPhotos"
    ADD CONSTRAINT "FK_DraftPhotos_Photos_PhotoId" FOREIGN KEY ("PhotoId") REFERENCES public."Photos"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Drafts"
    ADD CONSTRAINT "FK_Drafts_Members_AuthorId" FOREIGN KEY ("AuthorId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Findables"
    ADD CONSTRAINT "FK_Findables_Comments_CommentId" FOREIGN KEY ("CommentId") REFERENCES public."Comments"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Findables"
    ADD CONSTRAINT "FK_Findables_Photos_PhotoId" FOREIGN KEY ("PhotoId") REFERENCES public."Photos"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Findables"
    ADD CONSTRAINT "FK_Findables_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Follows"
    ADD CONSTRAINT "FK_Follows_Actors_ActorId" FOREIGN KEY ("ActorId") REFERENCES public."Actors"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Follows"
    ADD CONSTRAINT "FK_Follows_RemoteActors_RemoteActorId" FOREIGN KEY ("RemoteActorId") REFERENCES public."RemoteActors"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Histories"
    ADD CONSTRAINT "FK_Histories_Follows_FollowId" FOREIGN KEY ("FollowId") REFERENCES public."Follows"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Invitations"
    ADD CONSTRAINT "FK_Invitations_Members_InvitedById" FOREIGN KEY ("InvitedById") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Letterboxes"
    ADD CONSTRAINT "FK_Letterboxes_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."News"
    ADD CONSTRAINT "FK_News_Comments_CommentId" FOREIGN KEY ("CommentId") REFERENCES public."Comments"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."News"
    ADD CONSTRAINT "FK_News_Follows_FollowId" FOREIGN KEY ("FollowId") REFERENCES public."Follows"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."News"
    ADD CONSTRAINT "FK_News_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."News"
    ADD CONSTRAINT "FK_News_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id");

ALTER TABLE ONLY public."Passkeys"
    ADD CONSTRAINT "FK_Passkeys_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Photos"
    ADD CONSTRAINT "FK_Photos_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id");

ALTER TABLE ONLY public."PostReport"
    ADD CONSTRAINT "FK_PostReport_Posts_PostsId" FOREIGN KEY ("PostsId") REFERENCES public."Posts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."PostReport"
    ADD CONSTRAINT "FK_PostReport_Reports_ReportId" FOREIGN KEY ("ReportId") REFERENCES public."Reports"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."PostVersions"
    ADD CONSTRAINT "FK_PostVersions_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Posts"
    ADD CONSTRAINT "FK_Posts_Members_AuthorId" FOREIGN KEY ("AuthorId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."PushDevices"
    ADD CONSTRAINT "FK_PushDevices_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."PushDevices"
    ADD CONSTRAINT "FK_PushDevices_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Reactions"
    ADD CONSTRAINT "FK_Reactions_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id");

ALTER TABLE ONLY public."Reactions"
    ADD CONSTRAINT "FK_Reactions_Posts_PostId" FOREIGN KEY ("PostId") REFERENCES public."Posts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Reactions"
    ADD CONSTRAINT "FK_Reactions_RemoteActors_RemoteActorId" FOREIGN KEY ("RemoteActorId") REFERENCES public."RemoteActors"("Id");

ALTER TABLE ONLY public."ReceivedActivities"
    ADD CONSTRAINT "FK_ReceivedActivities_RemoteActors_RemoteActorId" FOREIGN KEY ("RemoteActorId") REFERENCES public."RemoteActors"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."RemoteActors"
    ADD CONSTRAINT "FK_RemoteActors_RemoteHosts_HostId" FOREIGN KEY ("HostId") REFERENCES public."RemoteHosts"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."RemoteKeys"
    ADD CONSTRAINT "FK_RemoteKeys_RemoteActors_RemoteActorId" FOREIGN KEY ("RemoteActorId") REFERENCES public."RemoteActors"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Reports"
    ADD CONSTRAINT "FK_Reports_Actors_ActorId" FOREIGN KEY ("ActorId") REFERENCES public."Actors"("Id");

ALTER TABLE ONLY public."Reports"
    ADD CONSTRAINT "FK_Reports_RemoteActors_RemoteActorId" FOREIGN KEY ("RemoteActorId") REFERENCES public."RemoteActors"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Sessions"
    ADD CONSTRAINT "FK_Sessions_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."SignInLinks"
    ADD CONSTRAINT "FK_SignInLinks_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;

ALTER TABLE ONLY public."Visits"
    ADD CONSTRAINT "FK_Visits_Members_MemberId" FOREIGN KEY ("MemberId") REFERENCES public."Members"("Id") ON DELETE CASCADE;
