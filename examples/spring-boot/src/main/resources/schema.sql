create table if not exists uplink (
    deduplication_id varchar(200) primary key,
    device_id varchar(36) not null,
    dev_eui char(16),
    received_at timestamp with time zone,
    f_port smallint not null,
    f_cnt bigint not null,
    frm_payload bytea not null,
    message text not null
);
create index if not exists uplink_by_device on uplink (device_id, received_at);
