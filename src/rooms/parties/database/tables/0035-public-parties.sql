-- The list of parties, for a reader who may see few of many firms (views/party-page.store.ts).
create index party_public on parties.party (code) where kind <> 'contractor';
