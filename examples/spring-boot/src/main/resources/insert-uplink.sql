-- an uplink that comes once more, such as after a failure behind this step, changes nothing
insert into uplink (deduplication_id, device_id, dev_eui, received_at, f_port, f_cnt, frm_payload, message)
values (:#${body.deduplicationId}, :#${body.deviceId}, :#${body.devEui}, :#${body.receivedAt},
        :#${body.fPort}, :#${body.fCnt}, :#${body.frmPayload}, :#${body.message})
on conflict do nothing
