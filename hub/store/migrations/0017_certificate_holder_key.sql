-- Up Migration

-- The identifier begins with its type, so what a holder has of a type is one stretch of the key. Identifiers sort byte by byte,
-- whatever the language of the database.
alter table certificate_holder drop constraint certificate_holder_pkey;
alter table certificate_holder drop column type_code;
alter table certificate_holder alter column certificate_id type text collate "C";
alter table certificate alter column certificate_id type text collate "C";
alter table certificate_holder add primary key (holder_tag, certificate_id);
